# SPDX-License-Identifier: GPL-3.0-or-later
saferscope_test(steering_panel QT SOURCES steering_panel_test.cpp LINKS saferscope::ui_causal_steering saferscope::demo
  saferscope::workspace saferscope_synthetic_index LABELS quick)
