// English of what Rapport has named in Tasklist: filters, processes, tasks, what stands on their cards. A test keeps it
// complete. Names that people have given are shown as they stand.
export default {
  "Meine Kontakte heute": "My contacts today",
  "Überfällig": "Overdue",
  "Meine Aufgaben": "My tasks",
  "Alle meiner Gruppe": "All of my group",
  "Nicht zugewiesen": "Unassigned",
  "Adresse": "Address",
  "Betreff": "Subject",
  "Zuletzt": "Last",
  "Kontaktvorgang": "Contact",
  "Kontakt durchführen": "Carry out contact",
  "Maßnahme": "Measure",
  "Maßnahme durchführen": "Carry out measure"
}
