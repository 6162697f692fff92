(function () {
'use strict';
// Everything here adds to a page that already works: links, details and filters need no script.
var d = document, root = d.documentElement;
function $(s, e) { return (e || d).querySelector(s); }
function all(s, e) { return Array.prototype.slice.call((e || d).querySelectorAll(s)); }
var art = $('.art'), notes = all('.note').sort(function (a, b) { return a.dataset.n - b.dataset.n; });
if (!art || !notes.length) return;
// marks[i] are the pieces of text of claim i+1; the first is where a reader is led.
var marks = notes.map(function () { return []; }), chips = {}, cur = -1, lent = null, at = $('#at');
all('.m').forEach(function (m) { m.dataset.n.split(' ').forEach(function (n) { marks[n - 1].push(m); }); });
all('.chip').forEach(function (c) { chips[c.dataset.n - 1] = c; });
root.classList.add('js'); $('#nav').hidden = false; all('.cp').forEach(function (b) { b.hidden = false; });
function body(i) { return $('.nb', notes[i]); }
function shown(i) { return getComputedStyle(notes[i]).display !== 'none'; }
function setHash(h) { try { history.replaceState(null, '', h); } catch (e) { /* a page without an address */ } }

// Margin: each note beside its words; the current one exactly, the others pushed apart.
var wide = matchMedia('(min-width:940px)'), due = 0;
function place() {
  due = 0;
  if (!wide.matches) { notes.forEach(function (n) { n.style.transform = ''; }); art.style.minHeight = ''; return; }
  var top = art.getBoundingClientRect().top, gap = 12, v = [], pin = -1, y = 0, k;
  notes.forEach(function (n, i) {
    var r = marks[i][0] && marks[i][0].getClientRects()[0];
    if (shown(i)) v.push({ n: n, i: i, want: r ? r.top - top : y, h: n.offsetHeight });
  });
  v.sort(function (a, b) { return a.want - b.want || a.i - b.i; });
  v.forEach(function (o, j) { if (o.i === cur) pin = j; o.y = Math.max(o.want, y); y = o.y + o.h + gap; });
  if (pin >= 0) {
    v[pin].y = v[pin].want;
    for (k = pin - 1; k >= 0; k--) v[k].y = Math.min(v[k].y, v[k + 1].y - v[k].h - gap);
    // What would leave the page at the top pushes everything down instead.
    for (k = 0, y = 0; k < v.length; k++) { v[k].y = Math.max(k > pin ? v[k].want : v[k].y, y); y = v[k].y + v[k].h + gap; }
  }
  v.forEach(function (o) { o.n.style.transform = 'translateY(' + Math.round(o.y) + 'px)'; });
  art.style.minHeight = Math.ceil(y + 24) + 'px';
}
function soon() { if (!due) due = requestAnimationFrame(place); }
if (window.ResizeObserver) { var ro = new ResizeObserver(soon); ro.observe(art); notes.forEach(function (n) { ro.observe(n); }); }
addEventListener('resize', soon); wide.addEventListener('change', soon);

function visible() { return notes.map(function (_, i) { return i; }).filter(shown); }
function tell() {
  var v = visible(), p = v.indexOf(cur);
  at.textContent = !v.length ? 'No claim fits' : p < 0 ? v.length + (v.length === 1 ? ' claim' : ' claims') : p + 1 + ' of ' + v.length + (v.length < notes.length ? ' shown' : '');
}
function flag(i, on) {
  [marks[i][0], chips[i]].forEach(function (e) { if (e) { if (on) e.setAttribute('aria-current', 'true'); else e.removeAttribute('aria-current'); } });
  if (on) notes[i].dataset.cur = ''; else delete notes[i].dataset.cur;
}
// Opens what the reader asked for; what it opened itself it closes again on leaving.
function go(i, focus, open) {
  if (!(i >= 0)) return;
  if (lent && lent !== notes[i]) { lent.open = false; lent = null; }
  if (open && !notes[i].open) { notes[i].open = true; lent = notes[i]; }
  if (cur >= 0) flag(cur, false);
  flag(i, true); cur = i; place();
  var m = marks[i][0] || notes[i];
  if (focus) { m.focus({ preventScroll: true }); m.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion:reduce)').matches ? 'auto' : 'smooth' }); }
  tell();
}
function step(by) { var v = visible(), p = v.indexOf(cur); if (!v.length) return; if (p < 0) p = by > 0 ? -1 : v.length; go(v[Math.min(v.length - 1, Math.max(0, p + by))], true); }
$('#prev').onclick = function () { step(-1); }; $('#next').onclick = function () { step(1); };
Object.keys(chips).forEach(function (i) { chips[i].addEventListener('click', function (e) { e.preventDefault(); setHash('#' + body(i).id); go(+i, true, true); }); });
function byBody(id) { for (var i = 0; i < notes.length; i++) if (body(i).id === id) return i; return -1; }
all('.m').forEach(function (m) {
  // Within a link of the article a mark is no link itself: a click on it leads to the claim all the same.
  var i = byBody(m.dataset.to || m.getAttribute('href').slice(1)), list = m.dataset.n.split(' ');
  m.addEventListener('click', function (e) { if (m.dataset.to) { e.preventDefault(); if (!wide.matches && shown(i)) { location.hash = m.dataset.to; return; } } if (!shown(i)) { e.preventDefault(); return; } if (wide.matches) { e.preventDefault(); setHash('#' + body(i).id); } go(i, false, true); });
  m.addEventListener('mouseenter', function () { list.forEach(function (n) { notes[n - 1].classList.add('on'); }); });
  m.addEventListener('mouseleave', function () { list.forEach(function (n) { notes[n - 1].classList.remove('on'); }); });
});
notes.forEach(function (n, i) {
  n.addEventListener('mouseenter', function () { marks[i].forEach(function (m) { m.classList.add('on'); }); });
  n.addEventListener('mouseleave', function () { marks[i].forEach(function (m) { m.classList.remove('on'); }); });
  n.addEventListener('toggle', soon, true);
});
// Filters: CSS hides; script only counts and closes the gaps.
all('input[name=v]').concat($('#kind')).forEach(function (e) { e.addEventListener('change', function () { tell(); place(); }); });

function copy(text, b) {
  var say = function () { var t = b.textContent; b.textContent = 'Copied'; at.textContent = 'Copied'; setTimeout(function () { b.textContent = t; tell(); }, 1600); };
  if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(say, function () { prompt('Copy this', text); }); else prompt('Copy this', text);
}
d.addEventListener('click', function (e) {
  var b = e.target.closest('.cp'), l = e.target.closest('.lnk');
  if (b) copy(b.dataset.copy, b);
  if (l) { e.preventDefault(); setHash(l.getAttribute('href')); copy(l.href, l); }
});
// Single keys can be switched off (WCAG 2.1.4).
var on = $('#keys-on'); try { on.checked = localStorage.getItem('stet-keys') !== 'off'; } catch (e) { /* private window */ }
on.addEventListener('change', function () { try { localStorage.setItem('stet-keys', on.checked ? 'on' : 'off'); } catch (e) { /* private window */ } });
d.addEventListener('keydown', function (e) {
  if (e.key === 'Escape') { $('.keys').open = false; return; }
  if (!on.checked || e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
  var n = notes[cur], hit = true;
  if (e.key === 'j') step(1); else if (e.key === 'k') step(-1);
  else if (e.key === 'e' && n) { var ev = $('.ev', n) || n; ev.open = !ev.open; if (ev === n) lent = n.open ? n : null; place(); }
  else if (e.key === 'c' && n && $('.cp', n)) $('.cp', n).click();
  else if (e.key === 'l' && n) $('.lnk', n).click(); else hit = false;
  if (hit) e.preventDefault();
});
function hash() {
  var t = location.hash && d.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!t) return;
  for (var p = t; p; p = p.parentElement) if (p.tagName === 'DETAILS') p.open = true;
  var n = t.closest('.note'), i = n ? notes.indexOf(n) : /^c\d+$/.test(t.id) ? t.id.slice(1) - 1 : -1;
  if (i >= 0) { go(i, false, true); ((wide.matches || !n) && marks[i][0] || notes[i]).scrollIntoView({ block: wide.matches ? 'center' : 'start' }); } else t.scrollIntoView();
}
addEventListener('hashchange', hash);

// Name the tile under the pointer; the lists below say the same in words.
var data = $('#tiles'), tiles = data ? JSON.parse(data.textContent) : null;
var says = { Y: 'in favour', N: 'against', A: 'abstaining', X: 'not voting' };
all('.rc').forEach(function (svg) {
  var rec = tiles && tiles.r[$('use', svg).getAttribute('href').slice(2)]; if (!rec) return;
  // Members as they are drawn: by region, in tally order, without who was not seated.
  var drawn = rec.map(function (v, g) {
    var of = []; 'YNAX'.split('').forEach(function (c) { tiles.n[g].forEach(function (n, i) { if (v[i] === c) of.push(n + ': ' + says[c]); }); });
    return of;
  }).filter(function (of) { return of.length; });
  var cap = d.createElement('p'), first = 'One tile a member. Point at one for its name.';
  cap.className = 'cap only-screen'; cap.textContent = first; svg.after(cap);
  svg.addEventListener('pointermove', function (e) {
    var b = svg.getBoundingClientRect(), k = 332 / b.width, x = (e.clientX - b.left) * k, y = (e.clientY - b.top) * k - 1, top = 0, hit = '';
    drawn.forEach(function (seats) {
      var rows = Math.ceil(seats.length / 23), c = Math.floor((x - 78) / 11), r = Math.floor((y - top) / 11), s = r * 23 + c;
      if (c >= 0 && c < 23 && r >= 0 && r < rows && s < seats.length) hit = seats[s];
      top += 11 * Math.max(2, rows) + 8;
    });
    cap.textContent = hit || first;
  });
  svg.addEventListener('pointerleave', function () { cap.textContent = first; });
});
place(); tell(); hash(); if (d.fonts) d.fonts.ready.then(place);
// Notes glide only once they have found their first places.
setTimeout(function () { root.classList.add('set'); }, 500);
})();
