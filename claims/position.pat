# position: named states and their vote. Heads: side, with .closed (nobody else), .open (among others),
# .plus (w and p), .listed (nobody else, where the names are as many as n), .rel (a relative clause), .shift (a change of sides, to it),
# .gap and .conj (a second verb of the subject before), like (the side of the words before), num (that of a number), same (w voted as p did),
# .num (n states voted as w did, beside it), .noun (a vote told by a noun, "Russia's abstention": supports, never refutes).

yes: %actor %between %yesverb (%thetext)?
no: %actor %between %noverb (%thetext)?
no: w:STATES (dissenting|voting against|voting no) ($|\.|,|;)
abstain: w:STATES abstaining ($|\.|,|;)
yes: %actor %between (was|were|is|are) (firm|solid|clear|surprise|late)? yes (vote|votes)? ($|\.|,|;|too|again|as well|this time|and|but|while)
no: %actor %between (was|were|is|are) (firm|solid|clear|surprise|lone|sole)? no (vote|votes)? ($|\.|,|;|too|again|as well|this time|and|but|while)
yes: ^ w:STATES (in favour|in favor) ($|\.|;)
no: ^ w:STATES (against|opposed) ($|\.|;)
abstain: ^ w:STATES (abstaining|abstain|sits on fence|sit on fence|sitting on fence) ($|\.|;)
no.closed: (,|and|but|with) only w:STATES (were|was|voting|voted)* (against|opposed) ($|\.|,|;|while|and)
abstain.closed: (with|and|,|while) w:STATES (the)? (only|sole|lone) (%voters)? (ones|one)? (to abstain|abstaining|abstainer|abstention)
no.closed: (with|and|,|while) w:STATES (the)? (only|sole|lone) (%voters|one|ones)? (to (vote (against|no)|oppose (it)?|object)|opposed|against|dissenter|opponent|no vote)
no: it was w:STATES (that|who|which) (%aux)* objected
# "Hungary abstained, the only member to do so"
each.closed: %actor %between %verb (it|%thetext)? , (the)? (only|sole|lone) (%voters|one|%voters of BODY|BODY %voters|of NUM)* (to do so|to do it|that did (so)?)
each.open: %actor %between %verb (it|%thetext)? (,)? (along|together) with n:NUM (other|others|more) (%voters)?
yes.open: %actor (%aux)* (broke|broke ranks|parted company|split|parted ways) (with|from) ~8 (to|and|by) (vote (yes|for|in favour|in favor)|voting (yes|for|in favour|in favor)|voted (yes|for|in favour|in favor))
no.open: %actor (%aux)* (broke|broke ranks|parted company|split|parted ways) (with|from) ~8 (to|and|by) (vote (no|against)|voting (no|against)|voted (no|against)|oppose (it|%thetext)|opposed (it|%thetext))
abstain.open: %actor (%aux)* (broke|broke ranks|parted company|split|parted ways) (with|from) ~8 (to|and|by) (abstain|abstained|abstaining)
absent.closed: %actor (was|were) (only|sole|lone) (NUM)? (%voters|ones) (that|who|to)? (%missverb|miss (it|vote)|stay away|be absent|skip (it|vote|%thetext))
no.closed: (no votes|votes against|noes|negative votes) (all)? came from (GROUP|~3) (:|-|,) w:STATES
abstain.closed: (abstentions) (all)? came from (GROUP|~3) (:|-|,) w:STATES
like: w:STATES (was|were|took|stood) (on)? same side
each.open: with w:STATES among (the|those|them|%ones|n:NUM|that|who|to)+ (%verb)
each.open: (other|last|third|fourth|fifth|sixth|exception) , w:STATES , (%aux)* %verb
yes: it was w:STATES (that|who|which) (%aux)* %yesverb
no: it was w:STATES (that|who|which) (%aux)* %noverb
abstain: it was w:STATES (that|who|which) (%aux)* %absverb
absent: it was w:STATES (that|who|which) (%aux)* %missverb
yes.open: %actor (was|were|is|are) (only|sole|lone) (other|others) (%voters|ADJ)* (to)? (supporter|supporters|vote (yes|for|in favour|in favor)|in favour|in favor)
no.open: %actor (was|were|is|are) (only|sole|lone) (other|others) (%voters|ADJ)* (to)? (opponent|opponents|dissenter|vote (no|against)|against|opposed|no vote)
abstain.open: %actor (was|were|is|are) (only|sole|lone) (other|others) (%voters|ADJ)* (to)? (abstainer|abstainers|abstention|abstain)
abstain: %actor %between %absverb
absent: %actor %between %missverb
notyes: %actor %between (did not|didn't|failed to|refused to|declined to|would not) (support|back|endorse|vote (for|in favour|in favor|yes)) (of)? (%thetext)?
notyes: %actor %between withheld (its|their) (support|backing|assent)
notno: %actor %between (did not|didn't|declined to|refused to|would not) (vote (against|no)|oppose) (%thetext)?
notabstain: %actor %between (did not|didn't|declined to|refused to|chose not to) ~12 (abstain|abstaining|abstention)

yes.open: (backed|supported|endorsed) by (~4 and)? (~3)? w:STATES
no.open: opposed by (~3)? w:STATES

# "those voting no were A, B and C"; "Against: A, B"
yes.closed: ((besides|apart from|aside from|other than|in addition to|alongside|beside|with) p:STATES ,)? (n:NUM)? (%ones)? (n:NUM)? (that|who)? (%aux)* (voting (yes|for|in favour|in favor)|in favour|in favor|voted (in favour|in favor|for|yes)|yes votes|ayes|supporters) %were (NUM (%voters|ADJ|GROUP)+ (:|,|-))? w:STATES
no.closed: ((besides|apart from|aside from|other than|in addition to|alongside|beside|with) p:STATES ,)? (n:NUM)? (%ones)? (n:NUM)? (that|who)? (%aux)* (voting (no|against)|against|opposed|voted (against|no)|opposing|no votes|noes|nays|votes against|in opposition|opponents|dissenters|stood by ~1 and voted no|no voters) ((BODY|DATE|%text|this time|this year))* %were (n:NUM %voters :)? w:STATES
abstain.closed: ((besides|apart from|aside from|other than|in addition to|alongside|beside|with) p:STATES ,)? (n:NUM)? (%ones)? (n:NUM)? (that|who)? (%aux)* (%absverb|abstaining|abstained|abstainers|abstentions) (%were)+ (n:NUM %voters :)? w:STATES
absent.closed: (n:NUM)? (%ones)? (n:NUM)? (that|who)? (%aux)* (absent|absentees|%missverb) %were (n:NUM %voters :)? w:STATES

no.closed: (n:NUM) (%voters)? (that|who)? (stood by|sided with|joined|supported|backed) p:STATES (and voted no|and voted against|in voting against|in voting no|in opposing it)? %were w:STATES

# "A, B and C were the three opposed", "the five to vote against it were" (above)
yes.closed: %actor (was|were|are|being) (the)? n:NUM (%voters)? (that|who|to)? (%aux)* (%yesverb|voting for|voting yes|in favour|in favor|in support|vote (for|yes))
no.closed: %actor (was|were|are|being) (the)? n:NUM (%voters)? (that|who|to)? (%aux)* (%noverb|against|opposed|dissenting|vote (against|no)|dissenters|opponents|noes|no votes)
abstain.closed: %actor (was|were|are|being) (the)? n:NUM (%voters)? (that|who|to)? (%aux)* (%absverb|abstaining|abstainers|abstentions)
absent.closed: %actor (was|were|are|being) (the)? n:NUM (%voters)? (that|who|to)? (%aux)* (%missverb|absentees)

# "two abstentions, Russia and China, which", read where the names are as many as the number
yes.listed: n:NUM (votes in favour|votes in favor|yes votes|in favour|in favor) , w:STATES (, (which|who|both|all|neither)|\.|;|$)
no.listed: n:NUM (votes against|no votes|noes|against|opposed) , w:STATES (, (which|who|both|all|neither)|\.|;|$)
abstain.listed: n:NUM (abstentions|abstaining|abstained|abstainers) , w:STATES (, (which|who|both|all|neither)|\.|;|$)
yes.open: (supporters|ayes|yes votes|yes camp|yes column|yes side) (included|include|counted) w:STATES
no.open: (noes|no votes|opponents|no camp|no column|no side|dissenters|nays) (included|include|counted) w:STATES
abstain.open: (abstainers|abstentions|abstaining|fence-sitters) (included|include|counted) w:STATES
absent.open: (absentees|absent|no-shows) (included|include|counted) w:STATES
like: w:STATES joined them
like: , w:STATES (too|as well|likewise) ($|\.|;)

# "five against (A, B, C)", "14 abstentions - A, B"
yes.closed: n:NUM (%other)? (%voters)? (in favour|in favor|for|yes|yes votes|votes in favour|%yesverb) (it|%thetext)? %opens w:STATES
no.closed: n:NUM (%other)? (%voters)? (against|no votes|noes|votes against|opposed|%noverb) (it|%thetext)? %opens w:STATES
abstain.closed: n:NUM (%other)? (%voters)? (abstentions|abstention|abstaining|abstained|%absverb) %opens w:STATES
absent.closed: n:NUM (%other)? (%voters)? (absent|%missverb) %opens w:STATES
yes.open: n:NUM (%other)? (%voters)? (in favour|in favor|for|yes|yes votes|%yesverb) (it|%thetext)? %amid w:STATES
no.open: n:NUM (%other)? (%voters)? (against|no votes|noes|opposed|%noverb) (it|%thetext)? %amid w:STATES
abstain.open: n:NUM (%other)? (%voters)? (abstentions|abstaining|abstained|%absverb) %amid (that of|those of|the)? w:STATES
absent.open: n:NUM (%other)? (%voters)? (absent|%missverb) %amid w:STATES
yes.open: n:NUM (%voters)? , (including|among them) w:STATES , (%aux)* %yesverb
no.open: n:NUM (%voters)? , (including|among them) w:STATES , (%aux)* %noverb
abstain.open: n:NUM (%voters)? , (including|among them) w:STATES , (%aux)* %absverb
absent.open: n:NUM (%voters)? , (including|among them) w:STATES , (%aux)* %missverb
yes.open: n:NUM (%voters)? , w:STATES (included|among them|too) , (%aux)* %yesverb
no.open: n:NUM (%voters)? , w:STATES (included|among them|too) , (%aux)* %noverb
abstain.open: n:NUM (%voters)? , w:STATES (included|among them|too) , (%aux)* %absverb

# "X was among those who abstained", "among the 14 that voted against"
yes.open: %actor (, ~10 ,)? (- ~30 -)? (was|were|is|are) (among|one of|two of|three of|four of|part of) (%ones|NUM|BODY|that|who|to|in)* (voting (for|in favour|in favor|yes)|%yesverb|in favour|in favor|supporters)
no.open: %actor (, ~10 ,)? (- ~30 -)? (was|were|is|are|became) (among|one of|two of|three of|four of|part of) (%ones|n:NUM|BODY|that|who|to|in)* (voting (against|no)|%noverb|opposed|against|noes|opposition|no votes)
abstain.open: %actor (, ~10 ,)? (was|were|is|are) (among|one of|two of|three of|four of) (%ones|n:NUM|BODY|that|who|to|in)* (%absverb|abstaining|abstained|abstain|abstainers|abstentions)
absent.open: %actor (was|were) (among|one of) (%ones|n:NUM|BODY|that|who|to)* (absent|absentees|%missverb)
yes.open: , (such as|like) w:STATES , (%aux)* %yesverb
no.open: , (such as|like) w:STATES , (%aux)* %noverb
abstain.open: , (such as|like) w:STATES , (%aux)* %absverb
yes.open: among (%ones|n:NUM|that|who|to)* (voting (for|in favour|in favor|yes)|%yesverb|ayes|yes votes) (%thetext)? (were|was|:) w:STATES
no.open: among (%ones|n:NUM|that|who|to)* (voting (against|no)|%noverb|noes|no votes|opponents|opposed) (%thetext)? (were|was|:) w:STATES
abstain.open: among (%ones|n:NUM|that|who|to)* (abstaining|abstained|abstentions|abstainers) (%thetext)? (were|was|:) w:STATES
yes.closed: %actor %between (was|were|had been|has been|have been) (the)? (only|sole|lone|single) (NUM)? (%voters|ones|ADJ|GROUP)* (to|that|who|which)? (have)? (%yesverb|vote (for|yes|in favour|in favor)|supporter|supporters|backer|backers)
no.closed: %actor %between (was|were|had been|has been|have been) (the)? (only|sole|lone|single) (NUM)? (%voters|ones|ADJ)* (to|that|who|which)? (have)? (%noverb|vote (against|no)|opposed|object|dissent|dissenter|dissenters|opponent|opponents|objector|naysayer)
abstain.closed: %actor %between (was|were|had been|has been|have been) (the)? (only|sole|lone|single) (NUM)? (%voters|ones)* (to|that|who|which)? (have)? (abstain|%absverb|abstention|abstainer|abstainers)
no.closed: %actor (was|were|stood)? alone in (opposing|voting against|voting no|rejecting|dissenting|opposition) (%thetext)?
no.closed: (only|sole|lone|single|one) (no vote|negative vote|vote against|opposition|opponent|dissenter|dissenting vote|objector|country to vote (against|no)|country opposed|no) (was|came from|cast by|to be cast was|belonged to|being|:) w:STATES
abstain.closed: (only|sole|lone|single|one) (abstention|abstainer|country to abstain|member to abstain) (was|came from|belonged to|being|:) w:STATES
no.open: (ORD|FRACTION) (no|no vote|vote against|negative vote|opponent) (of DATE)? (was|came from|belonged to) w:STATES
abstain.open: (ORD|FRACTION) (abstention|abstainer) (of DATE)? (was|came from|belonged to) w:STATES
no.open: w:STATES (were|was) other (opponents|opponent|noes|dissenters|no votes|votes against)
abstain.open: w:STATES (were|was) other (abstainers|abstentions|abstainer)
no.closed: (opposition|opposed) (only|came only|came) (from|by) w:STATES
abstain: (abstentions|abstention) (from|by|of) w:STATES
abstain: with w:STATES (once more|once again|again|also|alone|merely|both|all)* abstaining
abstain: %actor %between (let|allowed|enabled|permitted) ~8 by abstaining
no.closed: (no votes|votes against|noes|negative votes|dissenting votes) (%aux)* (cast )? by w:STATES
abstain.closed: (abstentions) (%aux)* (recorded|registered|cast) by w:STATES
no.noun: w:(STATES|ADJ) (own|lone|surprise|unexpected|decisive|negative)* (vote against|no vote|negative vote)
yes.noun: w:(STATES|ADJ) (own|lone|surprise|unexpected|decisive)* (vote (in favour|in favor|for)|yes vote|affirmative vote)
abstain.noun: w:(STATES|ADJ) (own|lone|surprise|unexpected)* abstention
no: with w:STATES (voting (against|no)|opposing (it)?|opposed|against|in opposition)
yes: with w:STATES (voting (for|in favour|in favor)|in favour|in favor|supporting (it)?)
absent: with w:STATES (absent|not (voting|participating|taking part)|not present)
absent: w:STATES (not taking part|not participating|not voting|absent)

no.closed: joining p:STATES (in opposition|in voting against|in voting no|in opposing (it|%thetext)?|against it) (%were)? w:STATES
abstain.closed: joining p:STATES in (abstaining|abstention) (%were)? w:STATES
no.plus: w:STATES %between (followed|joined) p:STATES (in|into|in to) (no|against) (column|camp|votes)
yes.plus: w:STATES %between (followed|joined) p:STATES (in|into|in to) (yes|for) (column|camp|votes)
no.plus: w:STATES (joined|sided with|stood with|followed) p:STATES (in|by) (voting (against|no)|opposing|opposition|rejecting|~6 vote against) (%thetext|%against)?
yes.plus: w:STATES (joined|sided with|stood with|followed) p:STATES (in|by) (voting (for|in favour|in favor|yes)|supporting|backing|support) (%thetext)?
abstain.plus: w:STATES (joined|sided with|stood with|followed) p:STATES (in|by) (abstaining|abstention)
no.plus: w:STATES (%aux|found itself|found themselves)+ in company of p:STATES in (rejecting|opposing|voting against|voting no|opposition)
abstain.plus: w:STATES (%aux|found itself|found themselves)+ in company of p:STATES in abstaining
yes.plus: w:STATES (%aux|found itself|found themselves)+ in company of p:STATES in (supporting|backing|voting for|voting yes|voting in favour)
no: (voted (against|no)|opposed) (it|%thetext)? (,)? (alongside|along with|together with) w:STATES
yes: (voted (for|yes|in favour|in favor)|supported|backed) (it|%thetext)? (,)? (alongside|along with|together with) w:STATES
abstain: abstained (,)? (alongside|along with|together with) w:STATES
yes: w:STATES (%aux)* joined ~6 in (approving|supporting|backing|voting for|voting yes|voting in favour|voting in favor) (it|%thetext)?
no: w:STATES (%aux)* joined ~6 in (opposing|rejecting|voting against|voting no) (it|%thetext)?
same: w:STATES (stood with|sided with|joined|stood by|lined up with) p:STATES
no.open: w:STATES (%aux)* joined (noes|no camp|no column|opposition|opponents|dissenters)
yes.open: w:STATES (%aux)* joined (ayes|yes camp|yes column|supporters)
abstain.open: w:STATES (%aux)* joined (abstainers|fence-sitters)
no.plus: with w:STATES joining p:STATES in (opposing|voting against|voting no|opposition|rejecting) (it|%thetext)?
yes.plus: with w:STATES joining p:STATES in (supporting|backing|voting for|voting yes|voting in favour|voting in favor) (it|%thetext)?
abstain.plus: with w:STATES joining p:STATES in (abstaining|abstention)
same: p:STATES (%aux)+ (joined|followed) (only)? by w:STATES
same.num: n:NUM (other|more|further)* (%voters)? (- ~8 -|, ~8 ,)? (sided with|voted with|voted alongside|stood with|stood by|stuck with|lined up with|joined|followed) w:STATES ($|\.|,|;|and|while|but|as)
no.num: n:NUM (other|more|further)* (%voters)? (- ~8 -|, ~12 ,)? (sided with|stood with|joined|followed) w:STATES in (voting (against|no)|opposing|opposition|rejecting|dissenting)
yes.num: n:NUM (other|more|further)* (%voters)? (- ~8 -|, ~12 ,)? (sided with|stood with|joined|followed) w:STATES in (voting (for|yes|in favour|in favor)|supporting|backing)
abstain.num: n:NUM (other|more|further)* (%voters)? (- ~8 -|, ~12 ,)? (joined|followed) w:STATES in (abstaining|abstention)
same: %actor %between voted (alongside|with|together with) p:STATES
no: %actor , (along with|together with|alongside|as well as|plus) p:STATES , %noverb
no.plus: %actor %between (voted (no|against)|opposed (it)?) (%thetext)? (,)? (along with|together with|alongside|as well as|with|in company of) (~2 (ally|allies))? p:STATES
yes.plus: %actor %between (voted (yes|in favour|in favor|for)|supported|backed) (it|%thetext)? (,)? (along with|together with|alongside|as well as|in company of) p:STATES
abstain.plus: %actor %between abstained (,)? (along with|together with|alongside|as well as|in company of) p:STATES
no.closed: w:STATES %between (voted (no|against)|opposed) (%thetext)? , (together|along) with n:NUM other %voters (:|-|,) p:STATES

abstain.closed: n:NUM ~4 (,|-|:|\() w:STATES (,|-|\)) (%aux)* %absverb
no.closed: n:NUM ~4 (,|-|:|\() w:STATES (,|-|\)) (%aux)* %noverb
yes.closed: n:NUM ~4 (,|-|:|\() w:STATES (,|-|\)) (%aux)* %yesverb
absent.closed: n:NUM ~4 (,|-|:|\() w:STATES (,|-|\)) (%aux)* %missverb
same: %actor (was|were) (among|one of) (%ones|NUM|BODY|that|who)* (voted with|sided with|joined|stood with|stood by|lined up with) p:STATES

no.closed: w:STATES %between (%aux)* cast (only|lone|sole|single) (no vote|vote against|negative vote|dissenting vote)
same: w:STATES (stayed with|kept faith with|stuck with|stuck by|lined up behind|lined up alongside|rallied behind|rallied to|took side of|went along with|fell in behind|fell into line with|fell in with) p:STATES
yes.closed: n:NUM (that|who|which) ~10 (-|\() w:STATES (-|\)) (%aux)* %yesverb
no.closed: n:NUM (that|who|which) ~10 (-|\() w:STATES (-|\)) (%aux)* %noverb
abstain.closed: n:NUM (that|who|which) ~10 (-|\() w:STATES (-|\)) (%aux)* %absverb

notyes.closed: (only|lone|sole|solitary) (holdout|holdouts) (was|were|is|:) w:STATES
no.closed: w:STATES , (the)? (only|lone|sole|single) (dissenter|opponent|objector|naysayer|no vote|(%voters|one) (to|that) (vote (no|against)|voted (no|against)|oppose it|opposed it|object|objected)) (,|\.|;|$)
abstain.closed: w:STATES , (the)? (only|lone|sole|single) (abstainer|abstention|(%voters|one) (to|that) (abstain|abstained)) (,|\.|;|$)
yes.closed: (only|lone|sole|solitary|single) (supporter|yes vote|backer) , w:STATES (,|\.|$|;)
no.closed: (only|lone|sole|solitary|single) (dissenter|opponent|objector|naysayer|no vote|vote against) , w:STATES (,|\.|$|;)
abstain.closed: (only|lone|sole|solitary|single) (abstainer|abstention) , w:STATES (,|\.|$|;)
# relative clauses, claims of their own
yes.rel: w:STATES , (which|who) (also|again|once more|had|has|this time|nonetheless)* %yesverb
no.rel: w:STATES , (which|who) (also|again|once more|had|has|this time|nonetheless)* %noverb
abstain.rel: w:STATES , (which|who) (also|again|once more|had|has|this time|nonetheless)* %absverb
absent.rel: w:STATES , (which|who) (also|again|once more|had|has|this time|nonetheless)* %missverb

# by the number: "among the ten", "one of the eight", "the five being"
num.open: %actor (, which ~10 ,)? (this time)? (was|were|are|is) (this time)? (among|one of|two of|three of|four of|most ~3 of) (just|only|some|latter|those|these)* n:NUM
num.open: among (the)? n:NUM (:|-|were|are) w:STATES
num.closed: ^ n:NUM (:|-) w:STATES
like: so , ~3 , (did|was|were|had) w:STATES
num.closed: w:STATES (were|was|is|are|make up|made up) n:NUM ($|\.)
num.open: ^ (the)? n:(ORD|FRACTION) (%voters|vote)? (was|is|came from) w:STATES ($|\.|,|;)
like.closed: ^ they (were|are) w:STATES
like: w:STATES (was|were|is|are|went|voted|sided|stood|were there) with (it|them) ($|\.|,|;)
num.closed: n:NUM (%voters)? (was|were|being|are) (the)? w:STATES
num.closed: n:NUM (%voters)? (was|were|being|are) all (from|in)? (ADJ|GROUP|~2) (:|-) w:STATES
# "Every member but one backed it; the exception was Hungary"
exception: (exception|exceptions|odd one out|holdout|holdouts|outlier|outliers) (was|were|being|is|are|:|-) w:STATES
exception: w:STATES (was|were|being|is|are) (exception|exceptions|odd one out|holdout|holdouts|outlier|outliers)
like: (with|beside|alongside) (it|them) (were|are|was|is|stood|went|voted) w:STATES
like.closed: ((besides|apart from|aside from|in addition to|alongside) p:STATES ,) they (were|are) w:STATES
same: w:STATES (was|were) (then)? (one|only|sole|lone|single) (NUM|ADJ|GROUP|ex|-|former|other)* (%voters)? (to|that|which) (join|joined|side with|sided with|stand with|stood with) p:STATES
same: w:STATES (at side of|in company of) p:STATES
no.plus: p:STATES (%aux)* joined (in|by)? (voting (against|no)|voting " no "|opposing|opposition|rejecting|dissenting) (it|%thetext)? by w:STATES
yes.plus: p:STATES (%aux)* joined (in|by)? (voting (for|in favour|in favor|yes)|supporting|backing) (it|%thetext)? by w:STATES
abstain.plus: p:STATES (%aux)* joined (in|by)? (abstaining|abstention) by w:STATES
# a change of sides: the vote told is the one that it led to
yes.shift: %actor %between %shift (from %sidenoun)? (to|into) %yesnoun
no.shift: %actor %between %shift (from %sidenoun)? (to|into) %nononoun
abstain.shift: %actor %between %shift (from %sidenoun)? (to|into) %absnoun

# a second verb of the same subject, on another text: "voted for the first and abstained on the second"
each.gap: (and|but) (then|later|also)* %verb (on|against|for|to)* (first|second|third|former|latter|other) ($|,|\.|;|%text)

# a second verb of the clause's subject: "Russia complained of the haste and abstained"
each.conj: (and|but|then|yet|before|only to|,) (and|but|then|yet)? (then|later|also|finally|eventually|simply|duly|ultimately|in end|this time|instead|now|still|again|nevertheless|nonetheless)* (%verb) (it|%thetext)?

# ellipsis
no.open: w:STATES (completed|made up|rounded out|formed) (rest of)? (opposition|no camp|noes|no column|dissenters)
like.open: w:STATES (was|were) there too
like.open: w:STATES (was|were) (other|others|rest) ($|,|;|\.)
like.open: %actor (was|were) among (them|those|these)
like.open: w:STATES (among them|included)
no.closed: w:STATES alone (against|opposed|dissenting)
like.open: , among them w:STATES
like: (so|as|nor|neither) (did|was|were|had) w:STATES
like: %actor %between (did|was|were) (likewise|same|so|too|as well)
camp.open: (voted|was|were) (in|with)? same (camp|way|column) as (~6 such as)? (~3)? w:STATES
like.open: what ~7 such as w:STATES did
like.closed: (other|remaining|rest) (NUM)? (%voters)? (%aux|:)+ w:STATES
notlike: w:STATES (was|were) not (among|one of) (them|those)
no: s:(in voting against (%thetext|ADJ)?) ((- ~12 -)|(, ~10 ,)|,)? w:STATES
yes: s:(in voting for (%thetext|ADJ)?) ((- ~12 -)|(, ~10 ,)|,)? w:STATES
abstain: s:(in abstaining) ((- ~12 -)|(, ~10 ,)|,)? w:STATES
