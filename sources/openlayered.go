package sources

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"strings"
)

// openLayered opens the reference with a user's datasets over it. What is durable is the user's database; the
// store that is built of both is kept in the cache and named after the states of both, so that every import makes a
// new one and no reader ever waits for an import or sees half of one.
func openLayered(ctx context.Context, opts Options, key string) (*DB, error) {
	var user *sql.DB
	token := "none"
	if opts.Data != "" {
		var err error
		if user, err = readUser(ctx, opts.Data); err != nil {
			return nil, fmt.Errorf("open the user's data: %w", err)
		}
		defer user.Close()
		if token, err = stateToken(ctx, user); err != nil {
			return nil, fmt.Errorf("open the user's data: %s: %w", opts.Data, err)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{key, token, opts.AsOf.String()}, "\x00")))
	state := hex.EncodeToString(sum[:8])
	id, _, _ := strings.Cut(token, "-")
	db, err := openBuilt(ctx, opts, "layered-"+id+"-"+state, key+state, func() (*Facts, error) {
		base := opts
		base.Data, base.AsOf = "", Date{}
		return layered(ctx, base, user, opts.AsOf, state)
	})
	if err != nil || user == nil {
		return db, err
	}
	if err := db.searchOwn(ctx, user, opts); err != nil {
		db.Close()
		return nil, fmt.Errorf("open the user's data: %s: %w", opts.Data, err)
	}
	return db, nil
}

// layered reads both layers and lays one over the other. The user's is read in one transaction: an import
// that ends meanwhile is seen wholly or not at all.
func layered(ctx context.Context, base Options, user *sql.DB, asOf Date, state string) (*Facts, error) {
	db, err := Open(ctx, base)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	var s *userState
	count := func(*Facts) error { return nil }
	if user != nil {
		tx, err := user.BeginTx(ctx, nil)
		if err != nil {
			return nil, friendly(err)
		}
		defer tx.Rollback()
		if s, err = loadUser(ctx, tx, moment(asOf)); err != nil {
			return nil, err
		}
		count = func(f *Facts) error { return f.countStatements(ctx, tx) }
	}
	f, err := layer(db.facts, s, asOf)
	if err != nil {
		return nil, err
	}
	if err := count(f); err != nil {
		return nil, err
	}
	f.version = db.version
	if user != nil {
		f.version += "+" + state[:8]
	}
	if asOf.Year != 0 {
		f.version += "@" + asOf.String()
	}
	return f, nil
}

// superseded reports whether a store is of the same user's data as keep, in another state.
func superseded(name, keep string) bool {
	id, _, _ := strings.Cut(strings.TrimPrefix(name, "layered-"), "-")
	return strings.HasPrefix(keep, "layered-"+id+"-") && name != keep
}
