# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of the page on which people rate features.
saferscope_test(annotate_queue SOURCES annotate_queue_test.cpp LINKS saferscope::ui_rating LABELS quick)

add_library(saferscope_annotate_fixture STATIC annotate_fixture.cpp)
saferscope_common(saferscope_annotate_fixture)
target_link_libraries(saferscope_annotate_fixture PUBLIC saferscope::ui_annotate saferscope_synthetic_index
  saferscope_test_support Qt6::Test)

saferscope_test(annotate_page QT SOURCES annotate_page_test.cpp LINKS saferscope_annotate_fixture LABELS quick)
saferscope_test(annotate_writing QT SOURCES annotate_writing_test.cpp LINKS saferscope_annotate_fixture
  saferscope::storage SQLiteCpp LABELS quick)
saferscope_test(annotate_profiles QT SOURCES annotate_profiles_test.cpp LINKS saferscope_annotate_fixture LABELS quick)
saferscope_test(annotate_window QT SOURCES annotate_window_test.cpp LINKS saferscope_annotate_fixture
  saferscope::ui_main_window LABELS quick)
saferscope_test(window_tour QT SOURCES window_tour_test.cpp LINKS saferscope_annotate_fixture
  saferscope::ui_main_window LABELS slow TIMEOUT 300)
