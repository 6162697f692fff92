# veto: who vetoed. Heads: veto; near, read only where a veto or a draft is spoken of nearby; withheld, as near, of who did not.
# Captures: w the vetoer, t the text.

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
veto: %actor2 %between (struck|shot|voted) (%thetext) down
near: %actor2 %between (blocked|killed|sank|struck down|shot down|torpedoed) it

# a veto that was not cast: "Neither London nor Paris used its veto", "Washington did not block it", "Russia and China withheld their vetoes"
%itsveto = (its|their|a|the|any|council|permanent|right of)* (veto|vetoes|veto power|right of veto|power of veto)
%nothold = did not|didn't|declined to|refused to|chose not to|opted not to|decided not to|would not
withheld: neither w:STATES (%aux)* (%use) (%itsveto|theirs|it|one)
withheld: neither w:STATES (%aux)* (vetoed|blocked|killed) (it|%thetext)?
withheld: w:STATES %between (%nothold) (veto|block|kill) (it|%thetext)?
withheld: w:STATES %between (%nothold) (use|cast|wield|exercise|deploy|reach for) (%itsveto|theirs|it|one)
withheld: w:STATES %between (withheld|held back|kept back|held off using|refrained from using|stopped short of using|stopped short of|refrained from|forwent|forbore) (casting|using)? (%itsveto|vetoing|theirs)
