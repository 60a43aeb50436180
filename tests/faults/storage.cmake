# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 6 and 8: bit rot, migration; backups and repairs.
saferscope_fault_test(bit_rot SOURCES test_bit_rot.cpp test_bit_rot_workspace.cpp
  LINKS saferscope::workspace SQLiteCpp SQLite::SQLite3 LABELS slow)
saferscope_fault_test(migration SOURCES test_migration.cpp sqlite_faults.cpp
  LINKS saferscope::storage SQLiteCpp SQLite::SQLite3 LABELS slow)
saferscope_fault_test(backup SOURCES test_backup.cpp LINKS saferscope::workspace SQLiteCpp SQLite::SQLite3 LABELS slow)
