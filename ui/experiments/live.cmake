# SPDX-License-Identifier: GPL-3.0-or-later
# The live curves of runs, one metric beside the other. A library of its own: they know nothing of the other tabs.
saferscope_ui_library(live
  SOURCES live_chart_grid.cpp live_curves.cpp live_panel.cpp live_run_list.cpp strategy_look.cpp
  LINKS saferscope::experiments saferscope::ui_bridge saferscope::ui_charts saferscope::ui_theme saferscope::ui_widgets
        saferscope::workspace)
target_link_libraries(saferscope_ui_experiments PUBLIC saferscope::ui_live)
