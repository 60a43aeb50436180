# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 1 and 7: killed while rating, several annotators, a second window.
add_executable(annotator_child annotator_child.cpp)
saferscope_common(annotator_child)
target_link_libraries(annotator_child PRIVATE saferscope::workspace)

add_library(saferscope_annotator_process STATIC annotator_process.cpp)
saferscope_common(saferscope_annotator_process)
target_link_libraries(saferscope_annotator_process PUBLIC saferscope_test_support saferscope::workspace)

saferscope_fault_test(kill_rating SOURCES test_kill_rating.cpp
  LINKS saferscope_annotator_process saferscope::storage LABELS slow TIMEOUT 600)
saferscope_fault_test(annotators SOURCES test_annotators.cpp test_annotators_import.cpp test_annotators_mixed.cpp
  LINKS saferscope_annotator_process saferscope::storage LABELS slow TIMEOUT 600)
add_dependencies(test_fault_kill_rating annotator_child)
add_dependencies(test_fault_annotators annotator_child)

if(SAFERSCOPE_GUI)
  # A page that is rated on by key presses, to be killed.
  add_executable(rating_page_child rating_page_child.cpp)
  saferscope_common(rating_page_child)
  target_link_libraries(rating_page_child PRIVATE saferscope::ui_annotate Qt6::Test)
  saferscope_fault_test(kill_rating_page SOURCES test_kill_rating_page.cpp
    LINKS saferscope_annotator_process saferscope_failing_disk saferscope_synthetic_index LABELS slow TIMEOUT 900)
  add_dependencies(test_fault_kill_rating_page rating_page_child failing_calls)
  saferscope_fault_test(second_window QT SOURCES test_second_window.cpp
    LINKS saferscope_annotate_fixture saferscope_annotator_process saferscope::ui_main_window LABELS slow)
  add_dependencies(test_fault_second_window annotator_child)
  saferscope_fault_test(second_window_readonly QT SOURCES test_second_window_readonly.cpp
    LINKS saferscope_annotate_fixture saferscope::ui_main_window SQLite::SQLite3 LABELS slow)
endif()
