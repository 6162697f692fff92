# Words that several kinds share. See extract/match for the language.

%aux = have|has|had|were|was|are|is|be|been|did|do|does|having|being|each|had all|would-be|ended up|wound up|once more|merely|simply
%voter = members|member|states|state|countries|country|nations|nation|governments|government|delegations|delegation|delegates|ambassadors|members states
  |parties|votes|vote|voters|voting|others|envoys|diplomats|capitals|ballots|un|u.n
%voters = ((BODY|member|sovereign|participating|fellow|recorded|un) )? %voter (%voter)?
%text = treaty|pact|convention|compact|resolution|resolutions|text|texts|draft|drafts|measure|measures|motion|proposal|document|declaration|amendment|amendments|it|plan|bid|initiative|version|them|this
%thetext = (its|their|this|that|our|ADJ|BODY|draft|non-binding|nonbinding|proposed|whole|entire|final|rival|annual|same)* %text
%other = of (these|those|them|its|BODY|NUM|present)* (%voters)?
%for = in favour of|in favor of|in favour|in favor|in support of|in support|for|yes|affirmatively|aye
%against = against|no|nay|in opposition to|in opposition|negatively|down
%yesverb = (joined|sided with|voted with|went with|stayed with) majority|(bring|brought) (itself|themselves) to (support|back|endorse|vote %for)|(voted|voting) to (!reject)|(voted|vote|voting|votes|voted overwhelmingly|cast) ((on|in|at|by) (DATE|BODY|SCORE))* (its|their|SCORE)? (ballots|votes|vote)? %for
  |backed|back|backing|supported|supports|support|supporting|endorsed|endorsing|approved|approving|favoured|favored|(said|say|saying) (yes|aye)
  |%aux in (yes column|yes camp|for column)|%aux (in favour of|in favor of|in favour|in favor|in support|for|supportive) |(cast|casting) (yes votes|affirmative votes|favourable votes|favorable votes|votes in favour|votes in favor|votes for)
  |(gave|lent|threw) (it|their|its) (support|backing|weight|approval)|(raised|put up) (their|its|her|his)? (hands|hand) (in favour|in favor|for)?|stood (by|behind) %thetext|(lined up|rallied|fell in|got) behind (it|%thetext)|%aux (solidly|firmly|squarely)? behind (it|%thetext)|(threw|put|throwing) (its|their) weight behind (it|%thetext)|(pressed|pushed|hit|pressing|pushing) (the)? (green|yes) button|(gave|lent|giving) (it|%thetext) (its|their) (support|backing|vote|votes|blessing|approval|assent|consent|endorsement)|(affirmed|voiced|declared|expressed|lent) (its|their) support (for)?|gave (its|their) (assent|consent|endorsement) ($|\.|,|;|and|but|while|after|too|as well|when|despite)|%aux (in|with|among|part of|on side of) majority|(came out|came down) (for|in favour of|in favor of) (it|%thetext)|came down (in favour|in favor)|(%aux|came|climbed|jumped) on board|went along with (it|%thetext)|%aux (in|on) (yes|for) (side|camp|column)
%noverb = (voted|vote|voting|votes) ((on|in|at) (DATE|BODY))* (%against|it down|them down) (to)?|opposed|oppose|opposing|rejected|reject|rejecting|(said|say|saying) (no|nay)|%aux in (no column|no camp|against column)|%aux (against|opposed (to)?|in opposition)
  |(cast|casting) ((a|its|their|the|ADJ)+ no vote|(a|its|their|the|ADJ)* (negative votes|negative vote|votes against|vote against|dissenting vote|dissenting votes))|dissented|(stood|came out) against|(pressed|pushed|hit|pressing|pushing) (the)? (red|no) button|turned (it|%thetext) down|turned down %thetext|(registered|recorded|lodged|entered) (objection|objections|dissent)|held out against (it|%thetext)|%aux (in|among|part of) ((ADJ|tiny|small|dissenting))? minority (of NUM)?|%aux (in|on) (no|against) (side|camp|column)
%absverb = abstained|abstaining|abstain|abstains|(chose|opted|decided|preferred|elected) to (abstain|stand aside|stay (neutral|on sidelines)|(sit|sit ~1) out|sit on (its|their|fence|hands)+)|(registered|signalled|signaled|showed|expressed|made known) (its|their) ~2 by abstaining|(stayed|remained|stood|watched|staying|remaining) (on|from) sidelines|%aux (abstentions|abstainers)|(sat|sit|sitting) (it|this|that|NUM|out)+|(sat|sit|sits|sitting) on (its|their)* (fence|hands)|stood aside|standing aside
  |(was|were) among (abstainers|abstentions)|(declined|refused|preferred not|chose not) to (take (a)? (sides|side|position|stand)|choose|choose sides|pick (a)? (side|sides))|took (no|neither) (side|sides)|(remained|stayed|kept|staying|remaining) neutral|(stayed|remained|perched|staying|remaining|stay|stays|were|was|ended up) on (the)? fence
  |(withheld|withholding) (its|their) (vote|votes|ballot|ballots)|(pressed|pushed|hit|pressing|pushing) (the)? (yellow|abstain|abstention) (button)?|(registered|recorded|lodged|entered|cast|casting|recording) (abstention|abstentions)|settled (for|on) (abstention|abstaining)|%aux (content|happy|obliged|forced|inclined|instructed) to abstain|held (back|off)|(hung|hanging) back
%notyesverb = (did not|didn't|failed to|refused to|declined to) (support|back|endorse|vote (for|in favour|in favor|yes))
%missverb = (was|were) (recorded|listed|registered) as (not voting|absent|non-voting)|(did not|didn't|do not|failed to|declined to|refused to|having declined to|chose not to|preferred not to|elected not to|not|opted not to|decided not to) (vote|take part|participate|cast ~2 (vote|votes|ballot|ballots)|turn up|show up|attend)
  (at all|in (voting|vote|ballot))?|took no part (in (voting|vote|ballot))?|taking no part|%aux (absent|not present|missing|no-shows) (from ~2 (voting|vote|hall|chamber|room))?|(cast|casting) no (vote|ballot)
  |(skipped|skipping|boycotted|missed|missing) ~3 (vote|voting|ballot|meeting|session|roll call|rollcall)|boycotted it|missed (it|roll call)|(stayed|stay|staying|kept) (away|out)|absented (themselves|itself)|gave (it|vote) miss
  |walked out|recorded no vote|did not (press|push) ~2 (button|buttons)|pressed no button|%aux not in (room|hall|chamber)|%aux away|withdrew from ~2 (vote|voting)|not (voting|participating|taking part)|did not do so

# what may stand between a state and its verb
%between = (%aux|(on DATE)|(in ADJ)|(, (which|who|whose|where|whom) ~16 ,)|(, to ~8 ,)|(, of course ,)|(, all (!of) ~6 ,)|(of course)|(, naturally ,)|naturally|(, predictably ,)|(, (the GROUP (voice|seat|member|representative|group|chair|candidate|country|state|nation|power) ~6|the (!GROUP)|all of them|both of them|each of them|no) ~14 ,)|(, (%aliasing) ~8 ,)|(- ~10 -)|(\( ~8 \))|(, as expected ,)|(, meanwhile ,)|(, for (its|their) part ,)|(, as ~6 ,)|(, too ,)|(, like ~4 ,)|(, by contrast ,)|(, on other hand ,)|((withheld|held back) (its|their) (veto|vetoes) (and|but))|meanwhile|, however ,|, though ,|, in turn ,)*
%aliasing = russia's|itself|its|their|our|his|her|then|meanwhile|another|a|an|one|two|home|host|both|long|represented|led|speaking|saying|citing|arguing|facing|under|now|then|still|on|in|at|for|having|whose|until|along|together|including|too|normally|usually|traditionally|with|whose|despite|after|once
%actor = w:STATES ((ambassador|ambassadors|envoy|envoys|delegate|delegation|delegations|representative|government|mission|diplomats|delegates|representatives))?

# what leads from a count to its names
%opens = \( (including|among them)? |: |- |(, )? namely (:)?|(, )? (by|from|they were|these were|which were)
%amid = (, )? (- )?(\( )? (including|included|include|among them|among these|among whom|such as|notably|like|in particular|most notably|one of them|two of them|led by)
%were = (were|was|are|is|:|included only|came from|-|being|, namely|consisted of|, they were|comprised)+
%ones = (those|%voters|ones|ADJ|countries that|states that)

# changes of side: "moved from an abstention to a no"
%shift = gone|(was|were) back|moved|moving|moves|switches|shifts|flips|swings|drifts|returns|switched|switching|shifted|shifting|flipped|went (all way)?|going|slipped (back)?|softened|hardened|swung|crossed (over)?|drifted|turned|returned|came back|went back|reverted|changed (its|their)? (vote|votes|position|mind)
%sidenoun = (a)? vote (against|in favour|in favor|for)|yes|no|abstention|abstaining|abstentions|against|in favour|in favor|favour|favor|support|opposition|opposing|supporting|yes column|no column|voting (no|yes|against|for)
%yesnoun = (a|the|its|their)* (vote in favour|vote in favor|vote for|yes|in favour|in favor|favour|favor|support|supporting|yes (column|camp|vote|votes)|voting (yes|in favour|in favor))
%nononoun = (a|the|its|their)* (vote against|no|against|opposition|opposing|no (column|camp|vote|votes)|voting (no|against))
%absnoun = (an|the|its|their)* (abstention|abstentions|abstaining|abstention column)
