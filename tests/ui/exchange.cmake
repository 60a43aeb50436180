# SPDX-License-Identifier: GPL-3.0-or-later
# Bringing things in and out in the window: import with mapping, models and SAEs, exports, the help.
saferscope_test(help_window QT SOURCES help_window_test.cpp LINKS saferscope::ui_help saferscope_synthetic_index LABELS quick)
saferscope_test(safer_call QT SOURCES safer_call_test.cpp LINKS saferscope::ui_bridge LABELS quick)
saferscope_test(import_mapping QT SOURCES import_mapping_test.cpp LINKS saferscope::ui_dialogs saferscope_synthetic_index
  LABELS quick)
saferscope_test(open_dialogs QT SOURCES open_dialogs_test.cpp LINKS saferscope::ui_dialogs saferscope_synthetic_index
  LABELS quick)
saferscope_test(export_dialog QT SOURCES export_dialog_test.cpp LINKS saferscope::ui_dialogs saferscope_synthetic_index
  LABELS quick)
saferscope_test(train_dialog QT SOURCES train_dialog_test.cpp LINKS saferscope::ui_dialogs saferscope_synthetic_index
  LABELS quick)
