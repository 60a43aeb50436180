# SPDX-License-Identifier: GPL-3.0-or-later
# The two pages that explore an index: Features and Pairs.
saferscope_ui_library(explorer
  SOURCES feature_filter_line.cpp feature_histogram.cpp feature_context_model.cpp feature_context_delegate.cpp
          feature_chips.cpp feature_detail.cpp features_page.cpp
          pair_token_panel.cpp pair_answer_column.cpp pair_detail.cpp pair_detail_layout.cpp pairs_page.cpp
  LINKS saferscope::ui_theme saferscope::ui_widgets saferscope::ui_models saferscope::ui_heatmap saferscope::ui_bridge
        saferscope::ui_pages saferscope::features saferscope::scoring)
