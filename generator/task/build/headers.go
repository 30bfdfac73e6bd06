package build

import (
	"plainsight/generator/kit/headers"
	"plainsight/generator/stage/plan"
	"plainsight/generator/stage/render"
)

// forServers are the files that tell servers where pages have moved, and what
// to send with each.
func (s *site) forServers() []render.Artifact {
	files := render.ServerFiles(plan.ServerRules(s.pages, s.redirects), s.base)
	var addresses []string
	for _, page := range s.pages {
		addresses = append(addresses, string(page.Address))
	}
	for _, file := range headers.Files(addresses) {
		files = append(files, render.Artifact{Path: file.Name, Bytes: file.Text})
	}
	return files
}
