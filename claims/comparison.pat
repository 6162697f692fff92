# comparison: one vote beside the others of its recurrent text. Heads: the form, then the direction where there is
# one. Captures: n the number compared with (base) or between the two (delta), t what it is now, f what it was,
# o an ordinal, w a state. A form that begins with a side is of a state's or of all votes of that side.
#   base    "down from 141 in 2023"          delta   "22 fewer than in 2024"       than   "more than in 2022"
#   fromto  "rose from 32 to 65"             same    "as many as in 2022"          run    "fell for a third year"
#   lowest, highest "lowest support since"   nth     "for the 33rd time"           list   read in comparison_list.go
#   first, every, never, times: a state's votes over the years; reach: "first time that more than four opposed it"
#   unread: found and not computed

%slotyes = yes votes|yes side|yes camp|votes in favour|votes in favor|support|backing|ayes|yes vote|favourable votes|votes for|yes column|yes tally|yes count|vote in favour|affirmative votes|supporters|backers
%slotno = noes|no side|no camp|no votes|votes against|opposition|nays|dissent|no column|no vote|opponents|negative votes
%slotabs = abstentions|abstainers
%slotmargin = margin|gap|lead|majority
%slot = %slotyes|%slotno|%slotabs|%slotmargin
%unit = votes in favour|votes in favor|votes for|votes against|yes votes|no votes|votes|vote|countries|country|states|state|nations|members|governments|noes|ayes|yeses|abstentions|abstainers|supporters|backers|opponents|of them|ballots|others
%of = (ever|number of|level of|count of|total of|total|tally of|tally|share of|yet|recorded|for)*
%low = lowest|smallest|weakest|fewest|narrowest|thinnest|slimmest|poorest
%high = highest|largest|biggest|strongest|greatest|widest|most|broadest
%yet = ever|yet|since|so far|to date|on record|in (its|their|text's|measure's|resolution's) history|in history|that text has (had|won|drawn)|for text|recorded|of any (%text|vote|year)|for any (%text)
%fell = fell|dropped|slipped|declined|sank|slid|shrank|dwindled|dipped|tumbled|plunged|narrowed|decreased|shrunk|fallen|slumped|eased|eroded|ebbed|plummeted|tightened|sunk|thinned|collapsed|crept down|edged down|(was|were|is|are|came|gone|went|going) (sharply|slightly)? down|down
%rose = rose|risen|grew|grown|climbed|increased|jumped|swelled|leapt|leaped|soared|surged|widened|crept up|edged up|ticked up|mounted|shot up|doubled|trebled|tripled|swollen|expanded|improved|(was|were|is|are|came|gone|went|going) (sharply|slightly)? up|up
%than = than|compared with|compared to
%year = year|years|time|times|session|sessions|vote|votes|text|ballot|assembly
%inrow = straight|consecutive|successive|running

base.down: (down|fallen|falling|dropping|slipping) (sharply|slightly|markedly|steeply)? from (its)? (peak|high|record|total|record of|total of|high of|peak of)? n:NUM
base.down: (%slot) (had|has|have)? (%fell) (sharply|slightly|markedly|steeply)? from n:NUM
base.up: (%slot) (had|has|have)? (%rose) (sharply|slightly|markedly|steeply)? from n:NUM
base.up: (up|risen|rising|climbing|jumping) (sharply|slightly|markedly|steeply)? from (its)? (low|total|total of|low of)? n:NUM

base: (compared with|compared to|versus|as against) n:NUM (%unit)? (in|at)?

fromto.down: (%fell) from f:NUM (%unit)? ~2 to t:NUM
fromto.up: (%rose) from f:NUM (%unit)? ~2 to t:NUM
fromto: (%slot) (had|has|have)? (went|gone|moved|swung|shifted) from f:NUM (%unit)? ~2 to t:NUM

delta.down: n:NUM (%unit)? (fewer|less|lower|short of|down on|down from) (%unit)? (than)? (in|at|on)?
delta.up: n:NUM (%unit)? (higher|up on|up from) (%unit)? (than)? (in|at|on)?
delta.up: n:NUM (%unit)? more (%unit)? (in favour|in favor|for|against|opposed)? than (in|at|on)?
delta.down: n:NUM fewer (%unit)? (in favour|in favor|for|against|opposed) (than (in|at|on)?)?
delta.up: n:NUM more (%unit)? (in favour|in favor|for|against|opposed) ($|,|;|\.|and|but)
delta.down: n:NUM (%unit)? (short of|shy of|fewer than|less than|below|down on) (its|their|that|those|some|'|’|s)* g:NUM
delta.up: n:NUM (%unit)? (more than|above|up on) (its|their|that|those|some|'|’|s)* g:NUM
delta.up: n:NUM more (countries|states|nations|governments|members) (voted|said|backed|opposed|abstained|supported|were) (no|yes|against|for|in favour)? than (in|at|on)?
delta.down: n:NUM fewer (countries|states|nations|governments|members) (voted|said|backed|opposed|abstained|supported|were) (no|yes|against|for|in favour)? than (in|at|on)?
delta.down: (%fell) (by) n:NUM (%unit)? (to t:NUM)? (from|on|since|compared with)?
delta.up: (%rose) (by) n:NUM (%unit)? (to t:NUM)? (from|on|since|compared with)?
delta.down: down n:NUM (%unit)? (from|on|since)
delta.up: up n:NUM (%unit)? (from|on|since)
delta.down: (drop|fall|decline|loss|slide|decrease|dip|slump|swing) of n:NUM (%unit)? (from|on|since)?
delta.up: (rise|gain|increase|jump|climb|growth) of n:NUM (%unit)? (from|on|since|over)?
delta.down: (%slot) (was|were|is|are)? down (by)? n:NUM
delta.up: (%slot) (was|were|is|are)? up (by)? n:NUM
delta.down: lost n:NUM (votes|supporters|backers) (since|on)?
delta.up: (gained|added|picked up) n:NUM (votes|supporters|backers) (since|on)

than.down: (%slot) (was|were|is|are|has been|had been|have been|stood|ran|came in)* (fewer|lower|less|smaller|weaker|narrower) than (in|at|on)?
than.up: (%slot) (was|were|is|are|has been|had been|have been|stood|ran|came in)* (more|higher|larger|stronger|greater|wider) than (in|at|on)?
than.down: (fewer|lower|smaller|weaker) (%slot) than (in|at|on)?
than.up: (more|higher|larger|stronger|greater) (%slot) than (in|at|on)?
than.down: fewer (countries|states|nations|governments|members) (voted|said|backed|opposed|abstained|supported|were) (no|yes|against|for|in favour)? (it|this time)? than (in|at|on)?
than.up: more (countries|states|nations|governments|members) (voted|said|backed|opposed|abstained|supported|were) (no|yes|against|for|in favour)? (it|this time)? than (in|at|on)?
than.down: (%slot) (had|has|have)? (%fell) (since|compared with|from)
than.up: (%slot) (had|has|have)? (%rose) (since|compared with)

same: same (number of)? (%unit|%slot) (%for|against)? as (in|at)?
same: as (many|much) (%unit|%slot)? (%for|against)? as (in|at|on)?
same: (matching|equalling|equaling|level with|on par with|equal to) ~2 (in)? (n:NUM of)?
same: (unchanged|unmoved) (from|on|since|at n:NUM|compared with)
same: (%slot|%unit) (was|were|stayed|remained|are|is) (unchanged|unmoved)
same: (%slot) (did not change|did not move|held steady|stayed same|was same|were same)
same.all: same (tally|result|score|count|figures|scoreline) as (in|at|on)?

run.down: (%fell) ~2 for o:ORD (%inrow)? (%year) ((running|in row|in succession))?
run.up: (%rose) ~2 for o:ORD (%inrow)? (%year) ((running|in row|in succession))?

lowest.yes: ((close to|near|nearly))? ((o:ORD) (-)?)? (%low) %of (%slotyes) (%yet)?
highest.yes: ((close to|near|nearly))? ((o:ORD) (-)?)? (%high) %of (%slotyes) (%yet)?
lowest.no: ((close to|near|nearly))? ((o:ORD) (-)?)? (%low) %of (%slotno) (%yet)?
highest.no: ((close to|near|nearly))? ((o:ORD) (-)?)? (%high) %of (%slotno) (%yet)?
lowest.abstain: ((close to|near|nearly))? ((o:ORD) (-)?)? (%low) %of (%slotabs) (%yet)?
highest.abstain: ((close to|near|nearly))? ((o:ORD) (-)?)? (%high) %of (%slotabs) (%yet)?
lowest.margin: (%low) %of (margin|majority) (%yet)
highest.margin: (%high) %of (margin|majority) (%yet)
lowest: (%slot) ~5 (to|at|was|were|is|its) (its)? x:(((o:ORD) (-)?)? (%low)) (level|point|tally|total|number|mark)? (%yet|in|this)
highest: (%slot) ~5 (to|at|was|were|is|its) (its)? x:(((o:ORD) (-)?)? (%high|peak)) (level|point|tally|total|number|mark)? (%yet|in|this)
lowest: ((o:ORD) (-)?)? (%low) (number|level|point|figure|total|tally|count|result|score|showing|performance|margin)? (%yet)
highest: ((o:ORD) (-)?)? (%high) (number|level|point|figure|total|tally|count|result|score|showing|performance|margin)? (%yet)
lowest: (not (been)?|never (before)? (been)? (have|had|has)?) so (few|low|weak|small) ((%unit|%slot) (%for|against|opposed|backed|abstained)?|(backed|supported|opposed|abstained|voted) (it|for|against)?)? (since)?
highest: (not (been)?|never (before)? (been)? (have|had|has)?) so (many|high|strong|large) ((%unit|%slot) (%for|against|opposed|backed|abstained)?|(backed|supported|opposed|abstained|voted) (it|for|against)?)? (since)?
lowest: (fewer|lower|less) (%unit|%slot)? than (in|at|for|on)? any (other|earlier|previous|past|preceding) (year|text|vote|session|time|resolution|occasion)
lowest: (fewer|lower|less) (%unit|%slot) than ever (before)?
highest: (more|higher) (%unit|%slot)? than (in|at|for|on)? any (other|earlier|previous|past|preceding) (year|text|vote|session|time|resolution|occasion)
highest: (more|higher) (%unit|%slot) than ever (before)?
lowest: not since ~10 (had|has|have) (fewer|so few) (%unit|%slot)? (%yesverb|%noverb|%absverb)
highest: not since ~10 (had|has|have) (more|so many) (%unit|%slot)? (%yesverb|%noverb|%absverb)
lowest: (- time|record) low
highest: (- time|record) high
highest: record (number of|tally of|level of|total of) (%slot|%unit)
highest: (was|were|is|are|,) record (for text|for resolution|for measure)
highest: (%slot) (was|were|is|are) record
highest: record (%slot)
highest: , record ($|,|and|for)

nth: for o:ORD (%inrow)* (time|year) (running|in row|in succession)?
nth: for o:ORD (session|%inrow) (running|in row|in succession|year|time|session)
nth: o:ORD (consecutive|straight|successive|annual) (year|time|session|resolution|vote|adoption)
nth: o:ORD year (running|in row|in succession)
nth: (%yesverb|adopted|passed) ~3 for o:ORD time

reach: for first time ~2 (since)? ~6 (%slot) (were|was|had|have)? (passed|topped|exceeded|reached|amounted to|rose above|crossed|went past|came to) n:NUM
reach: first time (since)? ~6 n:NUM (%unit)? (had|has|have)? (%yesverb|%noverb|%absverb|%unit)
reach: first time (since)? ~6 (won|drew|got|attracted|gathered|had|faced|met) n:NUM (%unit)
reach: (nobody|no one|no country|no state|no member) (had|has)? (%noverb) ~4 for first time (since)?

each.first: w:STATES %between %verb ~8 for first time
no.first: w:STATES voted ((on|in|at) (DATE|BODY))* for first time (against|no)
yes.first: w:STATES voted ((on|in|at) (DATE|BODY))* for first time (for|in favour|in favor|yes)
each.first: for first time (since)? ~4 , w:STATES %between %verb
each.first: first time ~4 (that)? w:STATES (had|has|have)? %verb
notno.first: first time ~4 (that)? w:STATES (did not|didn't|has not|have not|had not) (vote|voted|oppose|opposed) (against)?
notno.only: only time (that)? w:STATES (did not|didn't|has not|have not|had not) (vote|voted|oppose|opposed) (against)?
each.only: only time (that)? w:STATES (has|have|had)? (ever)? %verb
each.every: w:STATES (, which|, who)? (had|has|have)? %verb ~5 (every|each) (year|time|vote|session|occasion|one)
each.every: (p:(which|who|it|they)) (had|has|have)? %verb ~5 (every|each) (year|time|vote|session|occasion)
each.every: w:STATES (, which|, who)? (had|has|have) always %verb
each.every: (p:(which|who|it)) (had|has|have) always %verb
each.never: w:STATES (, which|, who)? (had|has|have) never (before|previously)? %verb
each.never: (p:(which|who|it)) (had|has|have) never (before|previously)? %verb
each.times: w:STATES (had|has|have)? %verb ~4 n:NUM times
each.times: w:STATES %between %verb ~4 for o:ORD time

no.every: w:STATES voted (with STATES)? ((on|in|at) BODY)? (every|each) (year|time|session) (with STATES)? against
each.every: from a:DATE (to|through|until|till) b:DATE (,)? w:STATES (had|has|have)? %verb
no.every: from a:DATE (to|through|until|till) b:DATE (,)? w:STATES voted (with STATES)? (every|each) (year|time|session) (with STATES)? against
each.every: w:STATES (, which|, who)? (had|has|have)? %verb ~6 from a:DATE (to|through|until|till) b:DATE
each.every: (p:(which|who|it|they)) (had|has|have)? %verb ~6 from a:DATE (to|through|until|till) b:DATE

each.sameset: same n:NUM (countries|states|nations|members|governments|delegations)? (that)? (had|have|were|again)* %verb ~5 as (in|at)?
each.sameset: same n:NUM (countries|states|nations|members|governments|delegations)? (that)? (had|have|were|again)* %verb

share: x:FRACTION (of)? (number|total|figure|level|support|votes|tally)? (n:NUM)? (%unit|%slot)? (of|in|from|that had (backed|opposed|abstained|supported) it in)
share: x:(twice|double|triple) as (many|much) (%unit|%slot)? as n:NUM (%unit)? (of|in|from)?
share: x:(doubled|trebled|tripled|quadrupled|halved) (since|from|over|within)
share: x:(doubled|trebled|tripled|quadrupled|halved) (in|within|over) (one)? year
share: x:FRACTION as (many|much) (%unit|%slot)? as (in)?
share: x:(twice|double|triple|treble) (as (many|much))? (%unit|%slot|number|total|figure|tally)? (n:NUM)? (%unit)? (as|of|in|from)+

firstveto: first veto (cast|used|wielded)? (by|from|of)? w:STATES since
firstveto: w:(STATES|ADJ) first (use of)? veto since
firstveto: first w:ADJ veto since

%anyverb = %yesverb|%noverb|%absverb|%missverb
unread: w:STATES (was|were) (only|sole|lone) (no|yes|abstention|vote against) in NUM
unread: (on|in) NUM of (them|these|those) w:STATES (was|were) (only|sole|lone) ~4 (to|that)? (vote (no|yes|against|for)|abstain|oppose ~1|%anyverb)
unread: w:STATES (had|has|have)? (done|did) (same|so|likewise) (from|between|since|in|for|until) DATE
unread: w:STATES (, ~8 ,)? (generally|usually|normally|traditionally|often|routinely|mostly) (%aux)* (%anyverb|abstain|vote (no|yes|against|for))
unread: w:STATES %anyverb ~4 throughout
unread: (every|each|all) (single)? (one)? of (those|these|the)? NUM ~4 (among|of|in) NUM
unread: (%slot) (passed|topped|exceeded|crossed|reached|peaked at) NUM (, ~4 ,)? in DATE
unread: (support|backing|opposition) (passed|topped|exceeded|crossed|peaked at) NUM
unread: first (resolution|text|measure|draft) (on|about) ~3 (that)? (the)? BODY (has|had) (managed|been able)? to? (adopt|adopted|pass|passed|agree|agreed)
unread: NUM ADJ (vetoes|veto)
unread: ADJ ORD (veto)
unread: w:STATES %between (used|uses|cast|casts|wielded|wields|exercised) (its|their|ADJ)* ORD (veto|vetoes)
unread: (blocked|vetoed|blocking|vetoing) NUM (of)?
unread: ORD time ~8 (veto|vetoed|vetoes)
unread: first time (since|that|in) ~3
unread: (only|last|second|third|first) time ~3 (had|has|have|was|did|voted|abstained|opposed|not)
unread: first (since|in) (NUM (years|decades))?
unread: not since ~3 (had|have|has)
unread: not since
unread: same NUM (against|noes|countries|lined)
unread: (voted with|voted against|voted for|backed|opposed) ~6 every year
