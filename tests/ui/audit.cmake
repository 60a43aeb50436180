# SPDX-License-Identifier: GPL-3.0-or-later
saferscope_test(audit_panel QT SOURCES test_audit_panel.cpp LINKS saferscope::ui_experiments saferscope::demo saferscope::workspace
  saferscope_synthetic_index LABELS quick)
