"""Programmes in files: frab XML, c3voc, pretalx and Sessionize JSON, iCalendar, CSV, XLSX; `read`, and the writers."""
