package extract

func readPDF(d *Document, limits Limits) error { return damaged(d.Name, "todo") }
