# SPDX-License-Identifier: GPL-3.0-or-later
# The two pages that explore an index: Features and Pairs.
saferscope_ui_library(explorer
  SOURCES feature_filter_line.cpp feature_histogram.cpp feature_context_model.cpp feature_context_delegate.cpp
          feature_chips.cpp feature_detail.cpp feature_export.cpp feature_forest.cpp feature_forest_geometry.cpp
          feature_label_edit.cpp feature_map_colours.cpp feature_map_panel.cpp feature_map_panel_job.cpp feature_map_panel_show.cpp
          feature_map_scene.cpp feature_map_view.cpp feature_map_view_input.cpp feature_numbers.cpp feature_opinions.cpp feature_table_view.cpp features_page.cpp
          features_page_map.cpp features_page_sets.cpp pair_token_panel.cpp pair_answer_column.cpp pair_detail.cpp pair_detail_layout.cpp
          pair_detail_silence.cpp pairs_page.cpp pairs_page_columns.cpp pairs_page_scores.cpp
  LINKS saferscope::ui_theme saferscope::ui_widgets saferscope::ui_models saferscope::ui_heatmap saferscope::ui_bridge
        saferscope::ui_pages saferscope::features saferscope::scoring)
include(annotate_page.cmake)
