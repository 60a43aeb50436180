# SPDX-License-Identifier: GPL-3.0-or-later
# The audit of a data set: which labels are likely to be wrong, and why.
target_sources(saferscope_ui_experiments PRIVATE audit_charts.cpp audit_detail.cpp audit_excerpt.cpp audit_form.cpp audit_model.cpp
  audit_panel.cpp audit_quality.cpp audit_words.cpp)
