# follow: sentences right behind a quotation that stands alone, which tell whose words it is. Their items are those of
# quotation.pat; its QUOTE is not among them.

after: ^ (that|this|it) (is|was) how s:PERSON
after: ^ (those|these) (are|were) (the|some of)? (last|first|closing|opening|final|parting)? words (of|from|with which|by which) s:PERSON
after: ^ (so|thus) (said|says|spoke|wrote|argued) s:PERSON
after: ^ (with) (those|these|that) (words)? (,)? s:PERSON
after: ^ - s:PERSON
