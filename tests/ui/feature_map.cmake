# SPDX-License-Identifier: GPL-3.0-or-later
saferscope_test(feature_map_page QT SOURCES feature_map_test.cpp LINKS saferscope::ui_explorer saferscope_synthetic_index LABELS quick)
saferscope_test(feature_map_job QT SOURCES feature_map_job_test.cpp ../cli/safer_process.cpp LINKS saferscope::demo saferscope::data
  saferscope::ui_explorer saferscope_synthetic_index LABELS slow TIMEOUT 600)
add_dependencies(test_feature_map_job safer)
