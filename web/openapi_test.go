package web

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"
	"go.yaml.in/yaml/v3"
)

// contract is docs/openapi.yaml.
func contract(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile("../docs/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	if err := yaml.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func dig(v any, path ...string) any {
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}

// The file describes exactly the addresses that there are.
func TestOpenAPIRoutes(t *testing.T) {
	var told, there []string
	for path, item := range contract(t)["paths"].(map[string]any) {
		for method := range item.(map[string]any) {
			if method != "parameters" {
				told = append(told, strings.ToUpper(method)+" "+path)
			}
		}
	}
	d, _ := testDesk(t, Options{})
	for _, r := range d.apiRoutes() {
		there = append(there, r.pattern)
	}
	slices.Sort(told)
	slices.Sort(there)
	if !reflect.DeepEqual(told, there) {
		t.Errorf("described: %q\nserved: %q", told, there)
	}
}

// The file describes exactly the keys that are sent and read.
func TestOpenAPIKeys(t *testing.T) {
	all := contract(t)
	for name, of := range map[string]any{"Article": apiArticle{}, "Draft": apiDraft{}, "Decision": apiDecision{}, "Wish": apiWish{}, "Error": apiError{}} {
		var told, there []string
		for key := range dig(all, "components", "schemas", name, "properties").(map[string]any) {
			told = append(told, key)
		}
		for i := range reflect.TypeOf(of).NumField() {
			key, _, _ := strings.Cut(reflect.TypeOf(of).Field(i).Tag.Get("json"), ",")
			there = append(there, key)
		}
		slices.Sort(told)
		slices.Sort(there)
		if !reflect.DeepEqual(told, there) {
			t.Errorf("%s: described %q, coded %q", name, told, there)
		}
	}
}

// validate holds an answer against what the file says of its status.
func validate(t *testing.T, all map[string]any, method, path string, status int, body string) {
	t.Helper()
	response := dig(all, "paths", path, strings.ToLower(method), "responses", fmt.Sprint(status))
	if response == nil {
		t.Errorf("%s %s: the status %d is not described", method, path, status)
		return
	}
	schema := dig(response, "content", "application/json", "schema")
	if schema == nil {
		if body != "" {
			t.Errorf("%s %s: %d has a body that is not described: %s", method, path, status, body)
		}
		return
	}
	whole := map[string]any{"components": all["components"], "allOf": []any{schema}}
	result, err := gojsonschema.Validate(gojsonschema.NewGoLoader(whole), gojsonschema.NewStringLoader(body))
	if err != nil {
		t.Fatalf("%s %s: %v in %s", method, path, err, body)
	}
	for _, e := range result.Errors() {
		t.Errorf("%s %s, %d: %s", method, path, status, e)
	}
}

// A program does an editor's work; every answer is as the file says.
func TestOpenAPIAnswers(t *testing.T) {
	all := contract(t)
	v, _ := visit(t, Options{Who: "CMS"})
	id, finding, decision := "", "", "1"
	call := func(method, path, body string, want int) map[string]any {
		t.Helper()
		at := strings.NewReplacer("{id}", id, "{decision}", decision).Replace(path)
		headers := []string{}
		if body != "" {
			headers = []string{"Content-Type", "application/json"}
		}
		text, answer := v.with(method, at, body, headers...)
		if answer.StatusCode != want {
			t.Fatalf("%s %s: %d, want %d: %s", method, at, answer.StatusCode, want, text)
		}
		plain, _, _ := strings.Cut(path, "?")
		validate(t, all, method, plain, answer.StatusCode, text)
		var out map[string]any
		if text != "" {
			if err := json.Unmarshal([]byte(text), &out); err != nil {
				t.Fatal(err)
			}
		}
		return out
	}
	words, _ := json.Marshal(draft)
	call("POST", "/api/check", `{"text":`+string(words)+`}`, 200)
	call("POST", "/api/check", `{"text":"Words.","unknown":1}`, 400)
	call("POST", "/api/check", `{"text":"Words.","date":"yesterday"}`, 400)
	call("POST", "/api/check", `{"text":"<html lang=\"fr\"><body><p>Les membres ont voté hier pour la résolution sur la paix.</p></body></html>"}`, 422)
	id = call("POST", "/api/articles", `{"name":"a.md","text":`+string(words)+`}`, 201)["id"].(string)
	call("GET", "/api/articles", "", 200)
	if n := call("GET", "/api/articles/{id}", "", 200)["undecided"]; n != 2.0 {
		t.Errorf("undecided: %v", n)
	}
	var open []string
	report := call("GET", "/api/articles/{id}/findings", "", 200)
	for _, f := range report["documents"].([]any)[0].(map[string]any)["findings"].([]any) {
		if dig(f, "verdict") == "refuted" {
			open = append(open, dig(f, "id").(string))
		}
	}
	finding = open[0]
	call("POST", "/api/articles/{id}/signoff", `{"rev":1}`, 409)
	call("POST", "/api/articles/{id}/decisions", `{"finding":"`+finding+`","action":"perhaps"}`, 400)
	call("POST", "/api/articles/{id}/decisions", `{"finding":"0000000000","action":"stands"}`, 409)
	call("POST", "/api/articles/{id}/decisions", `{"finding":"`+finding+`","action":"apply","by":"M. Lindqvist"}`, 201)
	call("POST", "/api/articles/{id}/decisions", `{"finding":"`+finding+`","action":"stands"}`, 409)
	call("POST", "/api/articles/{id}/decisions", `{"finding":"`+open[1]+`","action":"stands"}`, 201)
	if s := dig(call("POST", "/api/articles/{id}/signoff", `{"rev":1}`, 200), "signoff", "valid"); s != true {
		t.Errorf("signed off: %v", s)
	}
	call("DELETE", "/api/articles/{id}/signoff", "", 204)
	call("DELETE", "/api/articles/{id}/decisions/{decision}?by=R.+Okafor", "", 204)
	call("DELETE", "/api/articles/{id}/decisions/{decision}", "", 409)
	if list := call("GET", "/api/articles/{id}/decisions", "", 200)["decisions"].([]any); len(list) != 2 || dig(list[0], "undone_by") != "R. Okafor" || dig(list[0], "by") != "M. Lindqvist" {
		t.Errorf("decisions: %v", list)
	}
	call("PUT", "/api/articles/{id}", `{"text":"Other words, and more of them.","rev":7}`, 409)
	if rev := call("PUT", "/api/articles/{id}", `{"text":"Other words, and more of them.","rev":1}`, 200)["rev"]; rev != 2.0 {
		t.Errorf("rev: %v", rev)
	}
	call("DELETE", "/api/articles/{id}", "", 204)
	call("GET", "/api/articles/{id}", "", 404)
	call("GET", "/api/articles/{id}/decisions", "", 404)
}
