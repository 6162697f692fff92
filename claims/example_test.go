package claims_test

import (
	"context"
	"fmt"
	"log"

	"stet/claims"
	"stet/extract"
	"stet/sources"
)

func Example() {
	ctx := context.Background()
	db, err := sources.Open(ctx, sources.Options{})
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	checker := claims.NewChecker(db) // once; safe for concurrent use

	text := "On Monday the UN General Assembly adopted resolution ES-11/7 by 93 votes to 16, with 65 abstentions."
	doc, err := extract.Read("draft.txt", []byte(text), extract.Options{Date: "2025-02-25"})
	if err != nil {
		log.Fatal(err)
	}
	result, err := checker.Check(ctx, doc)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range result.Findings {
		if f.Kind == "tally" {
			fmt.Printf("%q is %s: %s has %s\n", doc.Quote(f.Span), f.Verdict, f.Evidence[0].Record, f.Evidence[0].Says)
		}
	}
	// Output: "93 votes to 16, with 65 abstentions" is refuted: A/RES/ES-11/7 has 93 yes, 18 no, 65 abstaining, 17 not voting
}
