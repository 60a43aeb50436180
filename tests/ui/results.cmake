# SPDX-License-Identifier: GPL-3.0-or-later
# The Results tab over sweeps made by hand.
saferscope_test(results_panel QT SOURCES test_results_panel.cpp LINKS saferscope::ui_experiments
  saferscope_synthetic_index LABELS quick)
