# SPDX-License-Identifier: GPL-3.0-or-later
# The page on which people rate features: the queue and what is said of a feature, then the page around them.
saferscope_ui_library(rating
  SOURCES rating_buttons.cpp rating_form.cpp rating_history.cpp rating_inline_edit.cpp rating_judge_panel.cpp
          rating_queue.cpp rating_words.cpp annotate_desk.cpp annotate_header.cpp annotate_keys.cpp
  LINKS saferscope::data saferscope::features saferscope::ui_bridge saferscope::ui_heatmap saferscope::ui_theme
        saferscope::ui_widgets)
saferscope_ui_library(annotate
  SOURCES annotate_card.cpp annotate_context_delegate.cpp annotate_contexts.cpp annotate_page.cpp annotate_page_acts.cpp
          annotate_page_unsaved.cpp
  LINKS saferscope::ui_explorer saferscope::ui_pages saferscope::ui_rating)
