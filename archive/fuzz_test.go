package archive

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// fuzzLimits are so small that a fuzzer reaches them.
var fuzzLimits = Limits{Member: 4 << 10, Slack: 64 << 10, Ratio: 4, Entries: 50}

// fuzzReader feeds bytes to one reader as a file of the name. Whatever they are, reading ends, members are numbered one after another, none is
// larger than allowed or without a word on what is wrong with it, all together are no more than allowed, and no name climbs.
func fuzzReader(f *testing.F, name string, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	path := filepath.Join(f.TempDir(), name)
	f.Fuzz(func(t *testing.T, data []byte) {
		put(t, path, data)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		defer cancel()
		next, sum := 0, int64(0)
		err := Source{Path: path, Size: int64(len(data))}.Each(ctx, Reading{Limits: fuzzLimits}, func(m Member) error {
			if m.Ordinal != next {
				t.Errorf("member %d is numbered %d", next, m.Ordinal)
			}
			next++
			sum += int64(len(m.Data))
			if len(m.Data) > fuzzLimits.Member || m.Err != nil && (m.Err.Error() == "" || len(m.Data) > 0) {
				t.Errorf("%q: %d bytes, error %v", m.Name, len(m.Data), m.Err)
			}
			if isPackage(name) && (strings.HasPrefix(m.Name, "/") || slices.Contains(strings.Split(m.Name, "/"), "..")) {
				t.Errorf("%q climbs", m.Name)
			}
			return nil
		})
		if ctx.Err() != nil {
			t.Errorf("reading does not end: %v", err)
		}
		if most := max(fuzzLimits.Slack, int64(len(data))*fuzzLimits.Ratio); isPackage(name) && sum > most {
			t.Errorf("%d bytes of %d, and %d are allowed", sum, len(data), most)
		}
	})
}

func isPackage(name string) bool {
	k, _ := kindOf(name)
	return k == zipKind || k == tarKind
}

func FuzzZip(f *testing.F) {
	bomb := zipOf("a.txt", strings.Repeat("0", 4000), "b.txt", strings.Repeat("0", 4000))
	fuzzReader(f, "x.zip", zipOf("a.html", "words", "../b.md", "words", "/c.md", "", "d.zip", "x"), bomb, bomb[:len(bomb)-10], lyingZip()[:200], []byte("PK\x05\x06"))
}

func FuzzTar(f *testing.F) {
	tar := tarOf("a.txt", "../../b.md", "c.zip")
	fuzzReader(f, "x.tar", tar, tar[:700], bytes.Repeat([]byte{0}, 1024))
}

func FuzzTarGz(f *testing.F) {
	tar := packed(tarOf("a.txt", "../../b.md"))
	fuzzReader(f, "x.tar.gz", tar, tar[:len(tar)/2], packed(bytes.Repeat([]byte{0}, 1<<20)))
}

func FuzzLines(f *testing.F) {
	fuzzReader(f, "x.jsonl", []byte("{\"text\":\"a\",\"date\":\"2025\"}\n\n[1]\n{\"a\":{\"b\":1}}\nnull"), []byte(`{"text":"`+strings.Repeat("x", 5000)+`"}`), bytes.Repeat([]byte(`{"a":`), 3000))
}

func FuzzWARC(f *testing.F) {
	one := record(1, testPage(1, true, true))
	fuzzReader(f, "x.warc", slicesOf(one, record(2, testPage(2, true, false))), bytes.Replace(one, []byte("Length: "), []byte("Length: 9"), 1), bytes.Replace(one, []byte("Length: "), []byte("Length: -"), 1),
		one[:len(one)/2], answer(3, "Content-Encoding: gzip\r\n", packed([]byte("words"))), answer(4, "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", []byte("5\r\n\x0b\x02\x80hi\r\n0\r\n\r\n")), []byte("WARC/1.0\r\nWARC/1.0\r\n\r\nWARC/1."))
}

func FuzzWARCGz(f *testing.F) {
	one, two := packed(record(1, testPage(1, true, true))), packed(record(2, testPage(2, false, false)))
	fuzzReader(f, "x.warc.gz", slicesOf(one, two), slicesOf(one[:len(one)/2], two), slicesOf(one, []byte{0x1F, 0x8B, 8}, two), packed(bytes.Repeat([]byte("WARC/1.0\r\n"), 1000)), fmt.Appendf(nil, "\x1f\x8b\x08%s", strings.Repeat("\x1f\x8b\x08", 500)))
}
