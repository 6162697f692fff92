package claims_test

import (
	"bytes"
	"context"
	"path"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"stet/claims"
	"stet/sources"
)

// A golden may bring data of its own, in sections before its articles that are named data/KIND/FILE: each is imported as
// FILE of that kind (statements, roles, …), for the articles of the golden alone.
const dataFolder = "data/"

// goldenData parts a golden's imports from its articles.
func goldenData(archive *txtar.Archive) (data, articles []txtar.File) {
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, dataFolder) {
			data = append(data, f)
		} else {
			articles = append(articles, f)
		}
	}
	return data, articles
}

// imports are the data sections of a golden.
func imports(t *testing.T, file string) []txtar.File {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data, _ := goldenData(archive)
	return data
}

// ownCheckers keeps a checker for each set of imports, by its bytes, as long as the test lasts that asked first.
var ownCheckers = map[string]*claims.Checker{}

// checkerWith is a checker on the facts and the imports.
func checkerWith(t *testing.T, data []txtar.File) (*claims.Checker, error) {
	if len(data) == 0 {
		return checker()
	}
	key := string(txtar.Format(&txtar.Archive{Files: data}))
	if c := ownCheckers[key]; c != nil {
		return c, nil
	}
	ctx := context.Background()
	dir := t.TempDir()
	base, err := sources.Open(ctx, sources.Options{})
	if err != nil {
		return nil, err
	}
	defer base.Close()
	user, err := sources.OpenUserData(ctx, path.Join(dir, "own.sqlite"), true)
	if err != nil {
		return nil, err
	}
	defer user.Close()
	for _, f := range data {
		kind, name, _ := strings.Cut(strings.TrimPrefix(f.Name, dataFolder), "/")
		opt := sources.ImportOptions{Kind: kind, Dataset: sources.Dataset{Name: strings.TrimSuffix(name, path.Ext(name))}, File: name}
		if _, err := user.Import(ctx, base, opt, bytes.NewReader(f.Data)); err != nil {
			return nil, err
		}
	}
	db, err := sources.Open(ctx, sources.Options{Data: path.Join(dir, "own.sqlite"), CacheDir: dir})
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() {
		delete(ownCheckers, key)
		db.Close()
	})
	ownCheckers[key] = claims.NewChecker(db)
	return ownCheckers[key], nil
}
