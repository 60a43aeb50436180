# SPDX-License-Identifier: GPL-3.0-or-later
foreach(name causal_survey causal_results kept_panel)
  saferscope_test(${name} QT SOURCES ${name}_test.cpp LINKS saferscope::ui_causal_survey saferscope::demo
    saferscope_synthetic_index LABELS quick)
endforeach()
