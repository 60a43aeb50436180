# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of judges in the window: keys, the dialog, agreement.
saferscope_test(secret_store QT SOURCES secret_store_test.cpp LINKS saferscope::ui_bridge LABELS quick)
saferscope_test(agreement_state QT SOURCES agreement_state_test.cpp LINKS saferscope::ui_pages LABELS quick)
saferscope_test(agreement_panel QT SOURCES agreement_panel_test.cpp LINKS saferscope::ui_pages saferscope_synthetic_index
  LABELS quick)
saferscope_test(overview_ratings QT SOURCES overview_ratings_test.cpp LINKS saferscope::ui_pages
  saferscope_synthetic_index LABELS quick)
saferscope_test(judge_dialog QT SOURCES judge_dialog_test.cpp LINKS saferscope::ui_dialogs saferscope_synthetic_index
  LABELS quick)

# A rating run from the dialog to the ratings, with the real worker.
saferscope_test(judge_window_run QT SOURCES judge_run_test.cpp LINKS saferscope::ui_dialogs saferscope_synthetic_index
  LABELS quick)
add_dependencies(test_judge_window_run safer)
