(function () {
'use strict';
// Columns, an index array and fifty rows in the page: sorting moves numbers, never the DOM.
var d = document, $ = function (s) { return d.querySelector(s); }, A = JSON.parse($('#data').textContent), n = A.Head.length;
var per = 50, page = 0, sort = 'rank', dir = -1, hits = [], body = $('#body'), tpl = $('#row').content.firstElementChild;
var since = ['', 'New', 'Fixed', 'Stood before'], heads;
var keys = {
  rank: function (i) { return A.Mean[i] * 1e9 + A.Det[i] * 1e6 + A.Two[i] * 1e3 + A.Un[i]; },
  outlet: function (i) { return A.outlets[A.Outlet[i]]; },
  day: function (i) { return A.Day[i]; }
};
$('#find').hidden = false;
A.outlets.map(function (o, i) { return [o, i]; }).sort(function (a, b) { return a[0] < b[0] ? -1 : 1; }).slice(0, 500).forEach(function (o) {
  var x = d.createElement('option'); x.value = o[1]; x.textContent = o[0] || 'not told'; $('#f-o').appendChild(x);
});
function filter() {
  var q = $('#s').value.trim().toLowerCase(), v = $('#f-v').value, o = $('#f-o').value, s = $('#f-s') ? $('#f-s').value : '';
  hits = [];
  if (q && !heads) heads = A.Head.map(function (h, i) { return (h + ' ' + A.Path[i]).toLowerCase(); });
  for (var i = 0; i < n; i++) {
    if (o !== '' && A.Outlet[i] !== +o || s !== '' && A.Since[i] !== +s) continue;
    if (s === '' && !(v === 'all' || v === 'no' && A.Mean[i] + A.Det[i] || v === 'mean' && A.Mean[i] || v === 'two' && A.Two[i] || v === 'un' && A.Un[i])) continue;
    if (q && heads[i].indexOf(q) < 0) continue;
    hits.push(i);
  }
  var k = keys[sort], list = hits.map(function (i) { return { i: i, k: k(i) }; });
  list.sort(function (a, b) { return (a.k < b.k ? -1 : a.k > b.k ? 1 : 0) * dir || a.i - b.i; });
  hits = list.map(function (x) { return x.i; }); page = 0; draw();
}
function draw() {
  var f = d.createDocumentFragment(), from = page * per;
  hits.slice(from, from + per).forEach(function (i) {
    var r = tpl.cloneNode(true), c = r.children, no = A.Mean[i] + A.Det[i], g = A.Mean[i] ? 'mean' : no ? 'det' : A.Two[i] ? 'two' : 'un';
    r.className = g === 'mean' ? 'no mean' : g === 'det' ? 'no' : g; c[0].querySelector('use').setAttribute('href', '#g-' + (no ? 'no' : g));
    c[0].lastChild.textContent = { mean: 'Meaning', det: 'Detail', two: 'Disagree', un: 'Not checked' }[g];
    if (A.Link[i]) c[1].firstChild.href = A.Link[i]; else c[1].firstChild.removeAttribute('href');
    c[1].firstChild.textContent = A.Head[i]; c[1].lastChild.textContent = (A.Note[i] ? A.Note[i] + ' · ' : '') + A.Path[i] + (A.Copies[i] ? ' · and ' + A.Copies[i].toLocaleString('en-GB') + (A.Copies[i] === 1 ? ' copy' : ' copies') : '');
    c[2].textContent = A.outlets[A.Outlet[i]]; c[3].textContent = A.Day[i]; c[4].textContent = no || '–'; c[5].textContent = A.Two[i] || '–';
    c[6].textContent = A.Un[i] || '–'; c[7].textContent = A.Ok[i]; c[8].textContent = since[A.Since[i]];
    f.appendChild(r);
  });
  body.replaceChildren(f); $('#none').hidden = hits.length > 0; $('#list').hidden = !hits.length;
  $('#at').textContent = hits.length ? (from + 1) + '–' + Math.min(from + per, hits.length) + ' of ' + hits.length.toLocaleString('en-GB') : 'none';
  $('#prev').disabled = !page; $('#next').disabled = from + per >= hits.length;
}
function turn(by) { page += by; draw(); $('.rows').scrollIntoView(); }
$('#prev').onclick = function () { turn(-1); }; $('#next').onclick = function () { turn(1); };
var wait; $('#s').addEventListener('input', function () { clearTimeout(wait); wait = setTimeout(filter, 120); });
['#f-v', '#f-o', '#f-s'].forEach(function (s) { if ($(s)) $(s).addEventListener('change', filter); });
$('#clear').onclick = function () { $('#s').value = ''; $('#f-v').value = 'no'; $('#f-o').value = ''; if ($('#f-s')) $('#f-s').value = ''; filter(); };
d.querySelectorAll('.list thead [data-k]').forEach(function (x) {
  var b = d.createElement('button'); b.type = 'button'; b.dataset.k = x.dataset.k; b.textContent = x.textContent; x.replaceWith(b);
  b.addEventListener('click', function () {
    var k = b.dataset.k; dir = sort === k ? -dir : k === 'outlet' ? 1 : -1; sort = k;
    d.querySelectorAll('.list thead th').forEach(function (h) { h.removeAttribute('aria-sort'); });
    b.parentNode.setAttribute('aria-sort', dir < 0 ? 'descending' : 'ascending'); filter();
  });
});
filter();
})();
