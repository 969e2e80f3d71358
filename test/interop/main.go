// Command interop checks a served ledger with Go's own packages for transparency logs, as an outsider would who trusts nothing of ours but the
// verifier key: the checkpoint, every tile, every record, and the proofs that the server makes.
//
//	interop -url http://127.0.0.1:3000/api/v1/ledger -key name+hash+key [-since file]
//
// It prints the size of the log and exits with 0, or says what is wrong and exits with 1.
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

func main() {
	url := flag.String("url", "", "where the log is served")
	keys := flag.String("key", "", "verifier keys of the log, separated by commas")
	since := flag.String("since", "", "a file with a checkpoint that was kept: the log must go on from it")
	flag.Parse()
	size, err := check(strings.TrimSuffix(*url, "/"), strings.Split(*keys, ","), *since)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(size)
}

func check(url string, keys []string, since string) (int64, error) {
	var verifiers []note.Verifier
	for _, key := range keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return 0, fmt.Errorf("key: %w", err)
		}
		verifiers = append(verifiers, verifier)
	}
	server := server{url}
	signed, err := server.get("checkpoint")
	if err != nil {
		return 0, err
	}
	tree, err := openCheckpoint(signed, verifiers)
	if err != nil {
		return 0, fmt.Errorf("checkpoint: %w", err)
	}
	if err := checkRecords(server, tree); err != nil {
		return 0, err
	}
	if err := checkInclusion(server, tree); err != nil {
		return 0, err
	}
	if err := checkConsistency(server, tree); err != nil {
		return 0, err
	}
	if since != "" {
		kept, err := os.ReadFile(since)
		if err != nil {
			return 0, err
		}
		old, err := openCheckpoint(kept, verifiers)
		if err != nil {
			return 0, fmt.Errorf("kept checkpoint: %w", err)
		}
		if _, err := checkGoesOn(server, tree, old); err != nil {
			return 0, err
		}
	}
	return tree.N, nil
}
