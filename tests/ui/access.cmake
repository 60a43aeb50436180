# SPDX-License-Identifier: GPL-3.0-or-later
# Access: screen readers, the keyboard alone, contrast, motion.
saferscope_test(access_contrast QT SOURCES access_contrast_test.cpp LINKS saferscope::ui_heatmap LABELS quick)
saferscope_test(access_heatmap QT SOURCES access_heatmap_test.cpp LINKS saferscope::ui_heatmap saferscope_synthetic_index
  LABELS quick)
saferscope_test(access_motion QT SOURCES access_motion_test.cpp LINKS saferscope::ui_widgets LABELS quick)
saferscope_test(access_walk QT SOURCES access_walk_test.cpp access_walk.cpp LINKS saferscope::ui_main_window
  saferscope_synthetic_index LABELS quick TIMEOUT 300)
# Each page's main task by keyboard alone.
saferscope_test(access_keyboard_explore QT SOURCES access_keyboard_explore_test.cpp LINKS saferscope::ui_explorer
  saferscope_synthetic_index LABELS quick)
saferscope_test(access_keyboard_annotate QT SOURCES access_keyboard_annotate_test.cpp LINKS saferscope_annotate_fixture
  LABELS quick)
saferscope_test(access_keyboard_experiments QT SOURCES access_keyboard_experiments_test.cpp LINKS
  saferscope::ui_experiments saferscope::ui_main_window saferscope_synthetic_index LABELS quick)
saferscope_test(access_keyboard_models QT SOURCES access_keyboard_models_test.cpp LINKS saferscope::ui_causal
  saferscope::ui_playground saferscope_synthetic_index LABELS quick)
