# saidwhen: the day and the place that an article gives a quotation, only where nothing can come between: speaker, verb,
# hearers, day, quotation. The items are those of quotation.pat; QUOTE is the one asked about. o is where it was said.

%verbs = said|says|told|added|declared|stated|argued|insisted|warned|replied|remarked|noted|explained|announced|asked|continued|concluded|stressed|informed
%hearers = (to|at|in|before|during|from|of)* o:(BODY|general debate) (general debate|high - level week|debate|meeting|session|chamber|hall)?|(to|at|in|before)? (reporters|journalists|delegates|diplomats|members|colleagues|ministers)|(after|before|following) (vote|meeting|session|adoption|debate)|(in|at|from) ADJ
%when = (late|early)? (on|in)? d:DATE

day: q:QUOTE (,|-)? (PERSON (%verbs)|(%verbs) PERSON) (%hearers)* (%when) (%hearers)*
day: (PERSON) (%verbs) (%hearers)* (%when) (%hearers)* (,|:)? (that|it was|this was|they were)? (,|:)? q:QUOTE
day: ^ (%when) (%hearers)* (,)? PERSON (%verbs) (%hearers)* (,|:)? (that)? q:QUOTE
place: q:QUOTE (,|-)? (PERSON (%verbs)|(%verbs) PERSON) (%hearers)+
place: (PERSON) (%verbs) (%hearers)+ (,|:)? (that|it was|this was|they were)? (,|:)? q:QUOTE
