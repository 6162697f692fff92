# outcome: what became of a text. Heads: adopted, rejected, unanimous, consensus; .act where the organ's
# own verb tells it ("the Assembly condemned …"), .news where it does so in the way of headlines ("UN and Council condemn …").

%passed = adopted|adopts|passed|passes|approved|approves|endorsed|endorses|carried|cleared|agreed to|ratified|okayed|backed|accepted|green-lit|enacted|ok'd|signed off on|let through|waved through|gave (its|their)* (blessing|approval|assent|backing|consent|go-ahead|seal of approval) (to|for)|(gave|put) ~1 seal on
%failed = rejected|threw out|thrown out|rebuffed|refused to pass|defeated|voted down|turned down|failed (in|by|,|on|at|with|after|when|because|as|;|$)|did not pass|was not adopted|not adopted|won too (little|few) (support|votes)?|(found|got|drew|had) too little support|failed to (pass|adopt|win|secure|gain|get|muster|reach|carry)|went down to defeat|fell short|was shot down|shot down
%fell = failed (in|by|,|on|at|with|after|when|because|as|;|$)|fell short|fell|went down to defeat|did not pass|failed to (pass|win|secure|gain|get|muster|reach|carry)|won too (little|few) (support|votes)?|was shot down
%org = BODY (late|early|overwhelmingly|narrowly|again|also|finally|formally|duly|then|(, DATE ,)|DATE|in New York|(, at ~5 ,)|(, in ~6 ,)|(, which ~10 ,)|'s|(emergency)? (special)? session|on|in)*
%act = (threw|put) its weight behind|came out (for|against|in favour of|in favor of)|condemned|condemns|deplored|deplores|denounced|denounces|denouncing|demanded|demands|called (on|for)|calls (on|for)|urged|urges|declared|declares|suspended|suspends|asked|reaffirmed|reaffirms|
  recognised|recognized|established|created|imposed|extended|renewed|lifted|authorised|authorized|demands|decided to|commended|welcomed|proclaimed|designated|voted (on|late|early|DATE|again|overwhelmingly|narrowly|by SCORE)* to (!reject|!oppose)|votes to|
  calling (on|for) (again)?|supported|supports|opposed|affirmed|affirms|requested|requests|appealed|banned|bans|barred|prohibited|outlawed|slapped|slaps|tightened|eased|widened|sanctioned|requests|sought|approves|allowed|decides to|resolved to|empowered|mandated|
  sent ~3 (to court|to (International)? Court|back)|referred|dissolved|terminated|ended ~2 mandate|cut|deployed|dispatched|expanded|strengthened|prolonged|blacklisted|freed|endorsed|ordered|reimposed|set up|granted|upgraded|admitted|elevated|rebuked|censured|criticised|criticized|regretted|stripped|expelled|unseated|ousted|instructed|told (STATES|ADJ) ~2 to|made (STATES|ADJ)|handed|gave (STATES|ADJ)|kept in place|abolished|halted|launched|opened

adopted: o:%org (%aux)* (once)? %passed ~4 (t:%text|t:(declaration|convention|treaty|SYMBOL|day|force|mission|transition))
adopted: o:%org (%aux)* (once)? %passed
adopted: t:%thetext (SYMBOL)? ((, ~14 ,)|(- ~14 -)|(that|which|on|calling|demanding|condemning) ~10)? v:((%aux)* (%passed|went through|was carried|sailed through|won approval|scraped through|prevailed)) (by|in|with|DATE)? (o:BODY)?
adopted: (%aux) (%passed) (by|in) o:BODY
adopted.news: o:%org (condemn|vote to)
adopted.act: o:%org (has|have|had|having|did)* (once again|again|once)? %act
rejected: o:%org (%aux)* (%failed) ~4 (t:%text|t:(plan|resolution|day|transition|extension|mandate|mission|force|request|application|appeal|inquiry|convention|treaty|membership|candidacy))
rejected.sure: o:%org (%aux)* (refused|declined) to (!vote)
rejected.sure: o:%org voted (against|not to|to reject|down) ~4 (t:%text|t:(day|mission|force|mandate))
twothirds: (FRACTION) (majority|bar|threshold|mark|requirement|hurdle) ~4 (met|reached|cleared|secured|won|passed|exceeded|surpassed|achieved|obtained)
twothirds: (met|reached|cleared|secured|won|passed|exceeded|surpassed|got|obtained) (FRACTION) (majority|bar|threshold|mark|requirement|hurdle)?
short: (fell|falling|falls|fall) (well|far|just)? short of (a|the|its)* (FRACTION|required|necessary|needed)
needed: (required|needed|requires|needs) (FRACTION) (majority)?
needed: (FRACTION) majority ~6 (needed|required)
needed: (needs|needed|need|requires|require|required|takes) (NUM|at least NUM) (votes|yes votes|affirmative votes) (and no veto)?
needed: (FRACTION) of them had to agree
noaction: o:%org (%aux)* (decided|voted|chose|agreed) not to (act|vote|take action|consider)
rejected: t:%thetext ((, ~14 ,)|(that|which|on|calling|demanding|condemning|about|for|from|by|to) ~10)? v:((%aux)+ %failed|%fell) (by|in|DATE)? (o:BODY)?
unanimous: o:%org ~3 unanimously ~2 (%passed|%act|voted|agreed)
unanimous: o:%org (%aux)* (%passed|%act|voted|agreed) ~6 unanimously
unanimous: o:%org (was|is) (again|once again)? unanimous (in|when|on|about|again|on this)
unanimous: (%thetext|(that|this) one|vote|decision|SYMBOL|result|renewal|extension) (was|were|had been) unanimous ($|\.|,|;|and|but)
unanimous: with (everyone|everybody|all members|every member|all hands|nobody against and everybody) (in favour|in favor|voting for|voting yes|for)
unanimous: (%passed|carried|went through|sailed through) unanimously (by|in)? (o:BODY)?
unanimous: (t:%thetext|mandate|mission|force|embargo|sanctions|extension|panel|tribunal) (was|were|has been|had been) (extended|renewed|prolonged|imposed|established|created|authorised|authorized|set up|tightened|lifted|ended|ordered|mandated|rolled over) unanimously (by)? (o:BODY)?
unanimous: o:%org (was|is) unanimous ($|\.|;|:)
unanimous: (every|each|all) (single)? (BODY)? (member|members) (of|on|in) BODY (had|has|have)? voted (yes|in favour|in favor|for it|for %thetext|in favour of %thetext|in favor of %thetext)
unanimous: unanimous (vote|adoption) (of|in|from|by)? (o:BODY)?
unanimous: unanimous (support|approval|backing) (of|in|from|by) o:BODY
consensus: (%passed) (by consensus|without (a)? vote|by acclamation)
consensus: o:%org ~6 (by consensus|without (a)? vote|by acclamation)
