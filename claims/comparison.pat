# comparison: one vote beside the others of its recurrent text. Heads: lowest, highest, nth, same with the
# slot (yes, no, abstain); unread for phrasings that are found and not yet computed.

%slotyes = yes votes|votes in favour|votes in favor|support|backing|majority|ayes|yes vote|favourable votes|votes for|yes column|yes tally|vote in favour
%slotno = noes|no votes|votes against|opposition|nays|dissent
%slotabs = abstentions|abstainers
%of = (ever|number of|level of|count of|total of|total|tally of|tally|share of|yet|recorded|for)*
%low = lowest|smallest|weakest|fewest|narrowest|thinnest
%high = highest|largest|biggest|strongest|greatest|widest|most

lowest.yes: ((close to|near|nearly))? (%low) %of (%slotyes)
lowest.yes: (%slotyes) ~5 (to|at|was|is|its) (its)? (%low) (level|point|tally|total|ever|since|yet|this|in)
highest.yes: (%high) %of (%slotyes)
highest.yes: (%slotyes) ~5 (to|at|was|is|its) (its)? (%high|record|peak) (level|point|tally|total|ever|since|yet|this|in)
lowest.no: (%low) %of (%slotno)
highest.no: (%high) %of (%slotno)
lowest.abstain: (%low) %of (%slotabs)
highest.abstain: (%high) %of (%slotabs)
nth: for o:ORD (time|year|session|consecutive|straight|successive)+
nth: o:ORD (consecutive|straight|successive|annual) (year|time|session|resolution|vote|adoption)
nth: o:ORD year (running|in row|in succession)
same.yes: same (number of)? (%slotyes) as in
same.yes: (matching|equalling|level with) ~3 DATE
unread: NUM ADJ (vetoes|veto)
unread: ADJ ORD (veto)
unread: (blocked|vetoed|blocking|vetoing) NUM (of)?
unread: ORD time ~8 (veto|vetoed|vetoes)
unread: first time (since|that|in) ~3
unread: (only|last|second|third|first) time ~3 (had|has|have|was|did|voted|abstained|opposed|not)
unread: first (since|in) (NUM (years|decades))?
unread: not since ~3 (had|have|has)
unread: not since
unread: (down|up) NUM from
unread: NUM (votes)? (short of|fewer than|more than|below|above) (NUM|last|in)
unread: (more|fewer) than in any
unread: same NUM (against|noes|countries|lined)
unread: (voted with|voted against|voted for|backed|opposed) ~6 every year
