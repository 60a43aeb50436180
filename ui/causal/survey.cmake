# SPDX-License-Identifier: GPL-3.0-or-later
# What a change of features does to a whole data set: quick looks, causal runs and their results, what people kept.
saferscope_ui_library(causal_survey
  SOURCES causal_results_figures.cpp causal_results_panel.cpp causal_results_panel_layout.cpp causal_results_tables.cpp
          kept_panel.cpp kept_panel_acts.cpp survey_actions.cpp survey_chart.cpp survey_figure.cpp survey_figure_paint.cpp survey_full.cpp
          survey_keep.cpp survey_panel.cpp survey_quick.cpp survey_subject.cpp survey_table.cpp survey_words.cpp
  LINKS saferscope::causal saferscope::engine saferscope::jobs saferscope::ui_bridge saferscope::ui_charts saferscope::ui_heatmap
        saferscope::ui_models saferscope::ui_series saferscope::ui_theme saferscope::ui_widgets saferscope::workspace)
target_link_libraries(saferscope_ui_causal PUBLIC saferscope::ui_causal_survey)
