# SPDX-License-Identifier: GPL-3.0-or-later
# What came out of a sweep: figure, tables, words, exports.
target_sources(saferscope_ui_experiments PRIVATE results_chart.cpp results_export.cpp results_figure.cpp
  results_figure_paint.cpp results_marker.cpp results_panel.cpp results_panel_acts.cpp results_panel_layout.cpp
  results_reading.cpp results_report.cpp results_source.cpp results_tables.cpp results_words.cpp)
target_link_libraries(saferscope_ui_experiments PRIVATE Qt6::Svg)
