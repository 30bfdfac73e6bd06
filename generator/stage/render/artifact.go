package render

// An Artifact is one file of the finished site. Path has slashes and begins
// below the output folder: "inspections/2022-02-ilacs/index.html".
type Artifact struct {
	Path  string
	Bytes []byte
}
