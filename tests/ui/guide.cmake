# SPDX-License-Identifier: GPL-3.0-or-later
# Command palette, table of keys, tour, presentation: over the whole window.
foreach(part palette tour presentation)
  saferscope_test(guide_${part} QT SOURCES guide_${part}_test.cpp LINKS saferscope::ui_main_window
    saferscope_synthetic_index LABELS quick TIMEOUT 300)
endforeach()
saferscope_test(guide_story QT SOURCES guide_story_test.cpp LINKS saferscope::ui_guide LABELS quick)
