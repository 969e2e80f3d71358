module luze/test/interop

go 1.25.0

// Versions before 0.40 do not hold every tile against the root (tlog.TileHashReader): a changed leaf passed.
require golang.org/x/mod v0.40.0
