package main

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// server is where a log is served in the layout of C2SP tlog-tiles.
type server struct{ url string }

const tileHeight = 8

func (s server) get(path string) ([]byte, error) {
	response, err := http.Get(s.url + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return body, nil
}

// proof asks for a proof.
func (s server) proof(path string) ([]tlog.Hash, error) {
	body, err := s.get(path)
	if err != nil {
		return nil, err
	}
	var answer struct{ Hashes [][]byte }
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var hashes []tlog.Hash
	for _, hash := range answer.Hashes {
		if len(hash) != tlog.HashSize {
			return nil, fmt.Errorf("%s: not a hash", path)
		}
		hashes = append(hashes, tlog.Hash(hash))
	}
	return hashes, nil
}

// records gives the records whose hashes stand in a tile of level 0.
func (s server) records(tile tlog.Tile) ([][]byte, error) {
	path := strings.Replace(servedPath(tile), "tile/0/", "tile/entries/", 1)
	rest, err := s.get(path)
	if err != nil {
		return nil, err
	}
	var records [][]byte
	for len(rest) > 0 {
		if len(rest) < 2 || len(rest)-2 < int(binary.BigEndian.Uint16(rest)) {
			return nil, fmt.Errorf("%s: ends within a record", path)
		}
		end := 2 + int(binary.BigEndian.Uint16(rest))
		records, rest = append(records, rest[2:end]), rest[end:]
	}
	return records, nil
}

// servedPath leaves out the height, which is always the same here.
func servedPath(tile tlog.Tile) string {
	return strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
}

// Height, ReadTiles and SaveTiles make it a tlog.TileReader.
func (s server) Height() int { return tileHeight }

func (s server) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		hashes, err := s.get(servedPath(tile))
		if err != nil {
			return nil, err
		}
		if len(hashes) != tile.W*tlog.HashSize {
			return nil, errors.New("a tile is not as wide as its path says")
		}
		data = append(data, hashes)
	}
	return data, nil
}

func (s server) SaveTiles([]tlog.Tile, [][]byte) {}
