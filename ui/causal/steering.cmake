# SPDX-License-Identifier: GPL-3.0-or-later
# Steering profiles: made, fitted, edited, measured, handed on.
saferscope_ui_library(causal_steering
  SOURCES steering_comparer.cpp steering_dialogs.cpp steering_features.cpp steering_fit_process.cpp steering_measure.cpp
          steering_models.cpp steering_panel.cpp steering_panel_acts.cpp steering_panel_fit.cpp steering_panel_layout.cpp
          steering_panel_measure.cpp
  LINKS saferscope::causal saferscope::experiments saferscope::jobs saferscope::ui_bridge saferscope::ui_dialogs
        saferscope::ui_models saferscope::ui_theme saferscope::ui_widgets saferscope::workspace)
