package main

import (
	"cmp"
	"fmt"
	"os"

	"stet/sources"
)

// readMapping reads the mapping of a table, whose particulars of the dataset hold where no flag says otherwise.
func (o *importOptions) readMapping(kind string) error {
	switch {
	case kind != "table" && o.mapping == "":
		return nil
	case kind != "table":
		return usageError("--mapping is for the kind table, not %s", kind)
	case o.mapping == "":
		return usageError("a table needs --mapping FILE, which says how to read it: docs/data.md has an example")
	case o.body != "":
		return usageError("--body: the mapping tells the body of a table, under [body]")
	}
	f, err := os.Open(o.mapping)
	if err != nil {
		return fmt.Errorf("open the mapping: %w", err)
	}
	defer f.Close()
	if o.table, err = sources.ReadMapping(f); err != nil {
		return usageError("%s: %w", o.mapping, err)
	}
	from, to := &o.table.Dataset, &o.dataset
	to.Name, to.Title, to.Publisher = cmp.Or(to.Name, from.Name), cmp.Or(to.Title, from.Title), cmp.Or(to.Publisher, from.Publisher)
	to.Credit, to.Terms, to.URL = cmp.Or(to.Credit, from.Credit), cmp.Or(to.Terms, from.Terms), cmp.Or(to.URL, from.URL)
	to.Retrieved = cmp.Or(to.Retrieved, from.Retrieved)
	return nil
}
