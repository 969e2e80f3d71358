package main

import (
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// checkRecords reads all leaves from tiles, which tlog holds against the root, and all records, which must be what the leaves are hashes of.
func checkRecords(s server, tree tlog.Tree) error {
	var indexes []int64
	for leaf := int64(0); leaf < tree.N; leaf++ {
		indexes = append(indexes, tlog.StoredHashIndex(0, leaf))
	}
	leaves, err := tlog.TileHashReader(tree, s).ReadHashes(indexes)
	if err != nil {
		return fmt.Errorf("tiles: %w", err)
	}
	const width = 1 << tileHeight
	for first := int64(0); first < tree.N; first += width {
		tile := tlog.Tile{H: tileHeight, L: 0, N: first / width, W: int(min(width, tree.N-first))}
		records, err := s.records(tile)
		if err != nil {
			return err
		}
		if len(records) != tile.W {
			return fmt.Errorf("entries: %d records in the bundle of %d leaves", len(records), tile.W)
		}
		for at, record := range records {
			if tlog.RecordHash(record) != leaves[first+int64(at)] {
				return fmt.Errorf("entries: record %d is not what its leaf is the hash of", first+int64(at))
			}
		}
	}
	return nil
}

// some gives numbers from 1 up to size: the ends, those about full tiles, and some between.
func some(size int64) []int64 {
	numbers := []int64{1, 2, 3, 255, 256, 257, size/2 + 1, size - 1, size}
	numbers = slices.DeleteFunc(numbers, func(n int64) bool { return n < 1 || n > size })
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// checkInclusion asks for proofs that leaves are in the tree. They must hold, and be those that tlog makes.
func checkInclusion(s server, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, s)
	for _, number := range some(tree.N) {
		index := number - 1
		proof, err := s.proof(fmt.Sprintf("proofs/inclusion/%d", index))
		if err != nil {
			return err
		}
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf[0]); err != nil {
			return fmt.Errorf("inclusion of %d in %d: %w", index, tree.N, err)
		}
		made, err := tlog.ProveRecord(tree.N, index, reader)
		if err != nil || !slices.Equal(proof, made) {
			return fmt.Errorf("inclusion of %d in %d: not the proof of tlog (%v)", index, tree.N, err)
		}
	}
	return nil
}

// checkConsistency asks for proofs that the tree goes on from smaller ones.
func checkConsistency(s server, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, s)
	for _, size := range some(tree.N) {
		root, err := tlog.TreeHash(size, reader)
		if err != nil {
			return err
		}
		proof, err := checkGoesOn(s, tree, tlog.Tree{N: size, Hash: root})
		if err != nil {
			return err
		}
		made, err := tlog.ProveTree(tree.N, size, reader)
		if err != nil || !slices.Equal(proof, made) {
			return fmt.Errorf("consistency of %d with %d: not the proof of tlog (%v)", tree.N, size, err)
		}
	}
	return nil
}

// checkGoesOn asks for the proof that the tree begins with all of an old one.
func checkGoesOn(s server, tree, old tlog.Tree) (tlog.TreeProof, error) {
	proof, err := s.proof(fmt.Sprintf("proofs/consistency?first=%d&second=%d", old.N, tree.N))
	if err != nil {
		return nil, err
	}
	if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
		return nil, fmt.Errorf("consistency of %d with %d: %w", tree.N, old.N, err)
	}
	return proof, nil
}
