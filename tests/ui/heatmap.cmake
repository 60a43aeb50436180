# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of the heat maps, the item models and the two pages that explore an index.
add_library(saferscope_synthetic_index STATIC support_synthetic_index.cpp)
saferscope_common(saferscope_synthetic_index)
target_link_libraries(saferscope_synthetic_index PUBLIC Qt6::Widgets saferscope::features saferscope::text)

saferscope_test(heatmap_layout QT SOURCES heatmap_layout_test.cpp LINKS saferscope::ui_heatmap LABELS quick)
saferscope_test(heatmap_lazy QT SOURCES heatmap_lazy_test.cpp LINKS saferscope::ui_heatmap LABELS quick)
saferscope_test(heatmap_view QT SOURCES heatmap_view_test.cpp LINKS saferscope::ui_heatmap saferscope_synthetic_index LABELS quick)
saferscope_test(models QT SOURCES models_test.cpp LINKS saferscope::ui_models LABELS quick)
saferscope_test(models_opinions QT SOURCES models_opinions_test.cpp LINKS saferscope::ui_models LABELS quick)
saferscope_test(filter QT SOURCES models_filter_test.cpp LINKS saferscope::ui_models LABELS quick)
saferscope_test(features_page QT SOURCES features_page_test.cpp LINKS saferscope::ui_explorer saferscope_synthetic_index LABELS quick)
saferscope_test(features_ratings QT SOURCES features_ratings_test.cpp LINKS saferscope::ui_explorer saferscope_synthetic_index
  LABELS quick)
saferscope_test(sets_dialog QT SOURCES sets_dialog_test.cpp LINKS saferscope::ui_explorer saferscope_synthetic_index LABELS quick)
saferscope_test(pairs_page QT SOURCES pairs_page_test.cpp LINKS saferscope::ui_explorer saferscope_synthetic_index LABELS quick)
