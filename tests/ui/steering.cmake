# SPDX-License-Identifier: GPL-3.0-or-later
saferscope_test(steering_panel QT SOURCES steering_panel_test.cpp LINKS saferscope::ui_causal_steering saferscope::demo
  saferscope::workspace saferscope_synthetic_index LABELS quick)
# With real workers and a very small model behind it.
saferscope_test(steering_real QT SOURCES steering_real_test.cpp ../cli/safer_process.cpp LINKS saferscope::ui_causal_steering
  saferscope::ui_pages saferscope::demo saferscope::workspace saferscope_synthetic_index LABELS slow TIMEOUT 300)
add_dependencies(test_steering_real safer)
