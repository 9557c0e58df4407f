// A journalist's client of a log: what the Go project wrote for its checksum database (golang.org/x/mod/sumdb),
// and below it only what those packages leave to their caller: paths, and three lines of a checkpoint.
//
//	main LOG KEY [RECEIPT]
//
// Verifies the checkpoint of LOG (an address or a folder), reads every entry, and proves each to be in the tree;
// with a receipt, that its proof holds and that the log of today extends it.
package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type source string

func (s source) read(path string) ([]byte, error) {
	if !strings.HasPrefix(string(s), "http") {
		return os.ReadFile(string(s) + "/" + path)
	}
	answer, err := http.Get(string(s) + "/" + path)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}

// Go names the height in a path, C2SP has one height.
func (s source) Height() int { return 8 }
func (s source) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		bytes, err := s.read(strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}
func (s source) SaveTiles([]tlog.Tile, [][]byte) {}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func hashOf(text string) (hash tlog.Hash) {
	if copy(hash[:], must(base64.StdEncoding.DecodeString(text))) != len(hash) {
		log.Fatalf("no hash: %s", text)
	}
	return hash
}

func open(checkpoint []byte, key string) tlog.Tree {
	opened := must(note.Open(checkpoint, note.VerifierList(must(note.NewVerifier(key)))))
	lines := strings.Split(opened.Text, "\n")
	return tlog.Tree{N: must(strconv.ParseInt(lines[1], 10, 64)), Hash: hashOf(lines[2])}
}

// The entries of a log of n, from its bundles.
func entries(s source, n int64) (all [][]byte) {
	for at := int64(0); at < n; at += 256 {
		tile := tlog.Tile{H: 8, L: 0, N: at / 256, W: 256}
		if n-at < 256 {
			tile.W = int(n - at)
		}
		bundle := must(s.read(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1)))
		for len(bundle) > 0 {
			size := int(bundle[0])<<8 | int(bundle[1])
			all, bundle = append(all, bundle[2:2+size]), bundle[2+size:]
		}
	}
	return all
}

func main() {
	s, key := source(os.Args[1]), os.Args[2]
	tree := open(must(s.read("checkpoint")), key)
	reader := tlog.TileHashReader(tree, s)
	all := entries(s, tree.N)
	if int64(len(all)) != tree.N {
		log.Fatalf("%d entries of %d", len(all), tree.N)
	}
	for i, entry := range all {
		proof := must(tlog.ProveRecord(tree.N, int64(i), reader))
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, int64(i), tlog.RecordHash(entry)); err != nil {
			log.Fatalf("entry %d: %v", i, err)
		}
	}
	fmt.Printf("%d entries proved\n", tree.N)
	if len(os.Args) == 4 {
		receipt(string(must(os.ReadFile(os.Args[3]))), key, tree, reader, all)
	}
}

func receipt(file, key string, today tlog.Tree, reader tlog.HashReader, all [][]byte) {
	head, checkpoint, _ := strings.Cut(file, "\n\n")
	lines := strings.Split(head, "\n")
	index := must(strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64))
	var proof tlog.RecordProof
	for _, line := range lines[3:] {
		proof = append(proof, hashOf(line))
	}
	then := open([]byte(checkpoint), key)
	if err := tlog.CheckRecord(proof, then.N, then.Hash, index, tlog.RecordHash(all[index])); err != nil {
		log.Fatalf("the receipt: %v", err)
	}
	grown := must(tlog.ProveTree(today.N, then.N, reader))
	if err := tlog.CheckTree(grown, today.N, today.Hash, then.N, then.Hash); err != nil {
		log.Fatalf("the log of today: %v", err)
	}
	fmt.Printf("the receipt's entry is number %d, and %d entries of today begin with its %d\n", index, today.N, then.N)
}
