# veto: who vetoed. Captures: w the vetoer, t the text.

%vetoed = vetoed|vetoes|vetoing|veto
%use = used|uses|using|use|cast|casts|casting|wielded|wields|wielding|exercised|exercising|deployed|invoked
%actor2 = w:(STATES|ADJ) ((ambassador|envoy|delegate|delegation|representative|administration|government))?

veto: %actor2 %between (DATE)? %vetoed
veto: %actor2 %between %use (its|their|his|her|ADJ|SCORE|ORD|permanent|council|BODY|double|power|of|the)* (veto|vetoes|veto power|right)
veto: w:STATES , which (on|in|at)? (DATE)? (also|had|has)* %vetoed
veto: it was w:STATES that %vetoed
veto: (vetoed|vetoes|blocked|killed|sunk|torpedoed|struck down) by w:STATES
veto: (veto|vetoes) (by|from|of) w:STATES
veto: w:ADJ (double|own|lone|ORD|NUM|BODY)* (veto|vetoes)
veto: %actor2 %between (blocked|blocks|killed|sank|sunk|struck down|shot down|torpedoed|stopped|scuttled) ~6 (resolution|draft|text|measure|bid|statement|BODY)
