# several: how states voted, or how drafts fared, in several votes at once. Heads: the side, then the form. Captures: w the states,
# n how many states did so, k how many votes, t how many times. Every rule but .more needs a word of severalWords (several.go).
#   each   the same in every one: "voted no in all five", "abstained on both"      count  "Only 72 voted yes in all five"
#   times  "voted yes three times"; more goes on: "and then abstained twice"       never  "has never voted yes"
#   fate   what became of the drafts: "both were vetoed"

%votenoun = votes|times|occasions|texts|resolutions|ballots|drafts|rolls calls|measures|motions|proposals|roll calls|instances|cases|versions
%preposition = (in|on|at|for|against|of)?
%numbered = (all|each of|every one of) (these|those|our)? k:NUM (of)? (%votenoun|them|these|those)?
%pairing = both (%votenoun|of them|of these|of those|of (%votenoun))
%barepair = (both|all three|all four) ($|\.|,|;|while|before|but)
%everyone = (every|each) (single)? (time|occasion|vote|one of them)|without exception
%set = (%preposition) ((%pairing)|(%numbered)|(%barepair)|(%everyone))
%count = (t:NUM times|t:(once|twice|thrice))

each.each: w:STATES (, which|, who)? %between (, (!STATES) ~9 ,)? (%aux)* %verb (it|%thetext)? (%set)
each.each: w:STATES (, which|, who)? %between (%aux)* %verb (%against|%for)? (%set)
notyes.each: w:STATES %between (voted for|supported|backed|voted in favour of|voted in favor of) neither ((of)? (them|%votenoun|text|draft|resolution|measure|motion))?
yes.each: w:STATES %between (%for) (both|all k:NUM) %votenoun
each.count: (n:NUM) (of)? (%voters)? ((,|-) (including|among them|such as) w:STATES (,|-))? %between %verb (%set) (: c:STATES)?
absent.count: (n:NUM) (%voters)? (\( c:STATES \))? (have|had|has) never (cast|taken part|voted) ~3 (vote|votes|ballot|in any)?
each.times: w:STATES (, which|, who)? %between %verb (it|%thetext)? %count
each.more: (,|and|but|then|before) (,|and|but|then|before|it|they)* %verb (it|%thetext)? %count
each.more: (,|and|but|then|before) (%verb|%bare) (it|%thetext)? %count

veto.each: w:(STATES|ADJ) %between (vetoed|blocked|killed) (both|all k:NUM) (%votenoun|of them|$|\.|,|;)
veto.each: (both|all k:NUM) (%votenoun|of them)? (%aux)* (vetoed|blocked|killed|sunk) by w:STATES
adopted.fate: (both|all k:NUM) (ADJ)? (%votenoun|of them)? (%aux)* (adopted|passed|approved|carried|went through|got through|won adoption)
rejected.fate: (both|all k:NUM) (ADJ)? (%votenoun|of them)? (%aux)* (failed|rejected|defeated|voted down|fell|foundered|sank|not adopted|went down)
rejected.fate: neither ((of)? (them|%votenoun|text|draft|resolution|measure|motion|version))? (%aux)* (adopted|passed|approved|carried|went through|got through|succeeded|secured|survived|(got|won|mustered|secured|reached|drew) (nine|enough|required|necessary|needed) ~2 (votes)?)
