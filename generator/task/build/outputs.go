package build

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"plainsight/generator/kit/memory"
)

// A site may be built into several folders in turn, one to look at and one to
// publish. What is known of each stays, as long as there are few and it is there.

// mostOutputs is how many folders are remembered, and mostSites how many sites of
// each: the one in it, the one before, and the spare.
const (
	mostOutputs = 4
	mostSites   = 3
)

// An output is a folder, with the names of the sites that lay in it, the last first.
type output struct {
	Folder string
	Sites  []string
}

// keepOutputs keeps what is known of this output, in which a site lies now, and of
// others.
func (o Options) keepOutputs(site string) {
	sum := memory.SumOf("outputs")
	var known []output
	text, _ := o.Memory.Recall(sum)
	_ = json.Unmarshal(text, &known) // else none is known
	outputs := []output{{absolute(o.Output), []string{site}}}
	for _, one := range known {
		if one.Folder == outputs[0].Folder {
			before := slices.DeleteFunc(one.Sites, func(other string) bool { return other == site })
			outputs[0].Sites = append(outputs[0].Sites, before[:min(len(before), mostSites-1)]...)
			continue
		}
		if _, err := os.Stat(one.Folder); err == nil && len(outputs) < mostOutputs {
			outputs = append(outputs, one)
			o.Memory.Use(memory.SumOf(lastBuild, one.Folder))
		}
	}
	for _, one := range outputs {
		for _, site := range one.Sites {
			o.Memory.Use(underSite(one.Folder, site))
		}
	}
	if made, err := json.Marshal(outputs); err == nil && !bytes.Equal(made, text) {
		o.Memory.Keep(sum, made)
	}
}

func absolute(output string) string {
	found, err := filepath.Abs(output)
	if err != nil {
		return output // which is another one after that, and known to nobody
	}
	return found
}
