# tally: how many voted how. Heads: the side, with .of (n of so many), .zero (nobody), .share (a part of the members), .rest (everyone else); pair (y, n) and score;
# sum (noes and abstentions), sides, then (of the side counted before).

%q = n:NUM (%other)? ((member|un|sovereign|BODY|other|more))* (%voters)? ((of|in|on) BODY)? (, ~10 ,)? ((- (w:STATES) -)|(\( ~20 \)))? (that|who|which|had|have)?

yes: %q %aux* %yesverb
# "more than half of the UN's 193 members voted for it"
%share = n:FRACTION (of)? (BODY|world body|NUM|un|u.n|'s|’s|member)* (%voters|membership|BODY) ((of|on|in) BODY)? (that voted)?
yes.share: %share %aux* %yesverb
no.share: %share %aux* %noverb
abstain.share: %share %aux* %absverb
absent.share: %share %aux* %missverb
yes: majority (of %voters)? (,|-|\() n:NUM (in all|of them)? (,|-|\)) (%aux)* %yesverb
yes: n:NUM of (the)? NUM (%voters)? (that|who) (voted|took part|cast (its|their|a)? (votes|vote|ballots)|participated) %yesverb
no: n:NUM of (the)? NUM (%voters)? (that|who) (voted|took part|cast (its|their|a)? (votes|vote|ballots)|participated) %noverb
abstain: n:NUM of (the)? NUM (%voters)? (that|who) (voted|took part|cast (its|their|a)? (votes|vote|ballots)|participated) %absverb
yes: one of (just|only|some|those)* n:NUM (%voters)? (to|that) (have)? (vote (for|yes|in favour|in favor)|voted (for|yes|in favour|in favor)|back|backed|support|supported)
no: one of (just|only|some|those)* n:NUM (%voters)? (to|that) (have)? (vote (against|no)|voted (against|no)|oppose|opposed|reject|rejected)
abstain: one of (just|only|some|those)* n:NUM (%voters)? (to|that) (have)? (abstain|abstained)
yes: all n:NUM %voters agreed (to|on|that)
no: n:NUM (dissenters|naysayers|no-voters)
yes.of: NUM of n:NUM (%voters)? (that|who|which) (had)? %yesverb
no.of: NUM of n:NUM (%voters)? (that|who|which) (had)? %noverb
abstain.of: NUM of n:NUM (%voters)? (that|who|which) (had)? %absverb
yes: n:NUM (%other)? (%voters)? (in favour|in favor|in support|for|yes|(yes|affirmative|positive|favourable|favorable) (votes|vote|ballots)|ayes|yeses|votes for|votes in favour)
yes: n:NUM (%voters)? (-|:)? (yes|for|in favour|in favor)
yes: n:NUM (%other)? (%voters)? (voted|voting) to (!reject)
yes: n:NUM (%other)? (countries|nations|states|members|governments|delegations) vote to (!reject)
yes: (figure|yes count|yes tally|number in favour|number in favor) (was|stood at|reached|rose to|fell to) n:NUM (in DATE)?
yes: (support|backing|approval|votes|assent|endorsement|blessing) (of|from) (all)? n:NUM (other)? (%other)? (BODY|member|un)? (members|states|countries|nations|delegations|governments|member)+
yes: (backed|supported|endorsed|approved|favoured|favored|adopted|passed) by n:NUM (%other)? %voters
yes: ^ (yes|in favour|in favor|for|ayes|votes for|voting for|voting yes) : n:NUM
yes: (yes|for|in favour|in favor|ayes) n:NUM (,|;|-)? (no|against|noes|nays) NUM
no: (yes|for|in favour|in favor|ayes) NUM (,|;|-)? (no|against|noes|nays) n:NUM
abstain: (no|against|noes|nays) NUM (,|;|-)? (abstentions|abstaining|abstained|abstain) n:NUM
yes: (gets|wins|draws|receives|garners|attracts|secures|obtains|gathers|musters|found|finds|pulled|pulls) n:NUM (%other)? (votes|yes votes|ayes|supporters|backers|takers)
yes: (won|got|received|garnered|drew|attracted|secured|obtained|gathered|had|has|with|mustered|collected|gained|took|scraped|commanded) n:NUM (%other)? (votes|yes votes|ayes|supporters|backers)
yes: (needed|required|needing|requiring) NUM (%voters)? (,)? (and|but)? (it)? (won|got|received|garnered|drew|attracted|secured|obtained|gathered|mustered|collected|had) n:NUM ($|,|;|\.)
yes: (won|got|received|garnered|drew|attracted|secured|obtained|gathered|mustered|collected) n:NUM (too|as well|also)? , with
yes: (n:NUM) (%other)? %voters (that|who|which)? (deplored|denounced|censured) (it|%thetext|!against)
yes: (n:NUM) (%other)? %voters (of BODY)? (welcomed|backed|backing|behind|supporting|in support|calling|call|called|demanded|condemned|urged|agreed|endorsed|signed up)
yes: (supported|backed) by more? n:NUM

no: %q %aux* %noverb
no: n:NUM %voters (%aux)* objected
no: n:NUM (%other)? (%voters)? ((of|in|on) BODY)? (%aux)* (voted|votes)? (against|opposed|opposing|in opposition|dissenting|(no|negative|dissenting|opposing) (votes|vote|ballots)|noes|nays|nos|votes against|rejected|rejections|objections|voting against|no)
no: (against|no|noes|nays|votes against|voting against|voting no|opposition) : n:NUM ($|\.|,|;|\))
no: (against|opposed by|opposition of|opposition from) n:NUM (%other)? (%voters)? (,|;|with|and|$)
no.zero: (no|without|not) (single|one|any)? (member|country|state|nation|votes|vote|delegation|opposition|dissent|dissenting|voices|voice|delegate|members|countries|states|other|others)+ ((of|in|on) BODY)? (%aux)* (against|opposed|opposing|voted against|voting against|dissent|opposition|voting no|voted no|voted against)
no.zero: (nobody|no one) (%aux)* %noverb

abstain: %q %aux* %absverb
abstain: n:NUM (%other)? (%voters)? (%aux)* (abstained|abstentions|abstention|abstaining|abstainers|abstain)
abstain: (abstentions|abstaining|abstained|abstention|abstain) : n:NUM ($|\.|,|;|\(|\)|-|%voters)
abstain: (number of abstentions|abstentions) (was|were|at|of|came to|numbered|totalled|to) n:NUM
abstain.zero: not single (one|member|country|state|nation|delegation) (%aux)* (abstained|abstaining)
yes.zero: not single (one|member|country|state|nation|delegation) (%aux)* %yesverb
no.zero: not single (one|member|country|state|nation|delegation) (%aux)* %noverb
abstain.zero: (nobody|no one) (%aux)* (abstained|abstaining)
abstain.zero: (no|without|zero) (abstentions|abstention|abstainers|one abstaining|one abstained|members abstaining)

absent: %q %aux* %missverb
absent: n:NUM %voters , %missverb
absent: n:NUM (%other)? (%voters)? (more)? (%aux)* (absent|absentees|absences|not voting|not participating|did not vote|non-voting)
absent: (absent|not voting|did not vote|absences) : n:NUM

notno: n:NUM (%other)? (%voters)? (that|who|which)? (did not|didn't) (vote (against|no)|oppose)
notyes: n:NUM (%other)? (%voters)? (that|who|which)? (did not|didn't|failed to|fail to|refused to|refuse to|declined to) (support|back|endorse|vote (for|in favour|in favor|yes))
notyes: n:NUM (%other)? (%voters)? (that|who|which)? (had)? (voted no|voted against|opposed it) , abstained (or|and) (stayed away|%missverb)

sides: n:NUM (%voters)? (in all|altogether)? (took|chose|picked) (side|sides)
yes.rest: (every|each|all) (other|of others) (%voters)? (on BODY|of BODY|in BODY)? (, ~4 ,)? (%aux)* %yesverb
yes.rest: (every|each|all) (single)? (%voters|one) ((of|in|on) BODY)? (but|except|bar|save|apart from|other than) (for)? (one|STATES) (%aux)* %yesverb
yes: (condemned|deplored|denounced|endorsed|demanded|urged) (in|at) ~2 by n:NUM %voters
yes: n:NUM hands (%aux)* (went up|go up|rose|raised|shot up) (for|in favour|in favor)? (it|%thetext)? ($|\.|,|;|and)
no: (n:NUM) (hands)? (%aux)* (went up|go up|rose|raised) (against|in opposition)
no.zero: (none|nobody|no hand|no hands) (%aux)* (went up|raised|rose) (against|in opposition)
# "A year earlier it was 125", "Two years later just 93 were left", "This time there were 89": of the side that was counted just before
then: (it|this|that|figure|number|total|count|tally) (had|has)? (was|were|been|stood at|reached|rose to|grew to|climbed to|jumped to|fell to|dropped to|slipped to|sank to|shrank to|came to) n:NUM (votes)? ($|,|;|\.|and|but|\))
then: n:NUM (were left|remained|stayed) ($|,|;|\.|and|but)
then: there (had been|were|was) (just|only)* n:NUM (votes)? ($|,|;|\.|and|but|\))
sum: (noes|nos|no votes|votes against|against) (and|plus) (abstentions|abstainers) (%aux|came|come|added|add|totalled|totaled|together|up|to|numbered|outnumbered)* n:NUM
pair: y:NUM (%voters)? (in favour|in favor|for|yes)? to n:NUM (opposed|against|no)?
pair: y:NUM (votes)? (%for)? against n:NUM
pair: y:NUM (%voters)? (in favour|in favor|for|yes) (,|and|to|-)* n:NUM (%voters)? (against|no|opposed)
score: SCORE
