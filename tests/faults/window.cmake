# SPDX-License-Identifier: GPL-3.0-or-later
# Texts of others in the window, and the net below it.
add_library(saferscope_window_text STATIC window_text_audit.cpp window_text_probes.cpp)
saferscope_common(saferscope_window_text)
target_link_libraries(saferscope_window_text PUBLIC Qt6::Widgets saferscope::workspace saferscope_synthetic_index
  saferscope_test_support)
find_package(Qt6 COMPONENTS Network REQUIRED)
saferscope_fault_test(window_text QT SOURCES test_window_text.cpp
  LINKS saferscope_window_text saferscope::ui_main_window Qt6::Network)

add_executable(crash_child crash_child.cpp ${PROJECT_SOURCE_DIR}/app/gui/crash_report.cpp)
saferscope_common(crash_child)
saferscope_fault_test(crash_report SOURCES test_crash_report.cpp ${PROJECT_SOURCE_DIR}/app/gui/crash_report.cpp
  LINKS saferscope::workspace)
add_dependencies(test_fault_crash_report saferscope crash_child)
saferscope_fault_test(crash_session QT SOURCES test_crash_report_session.cpp
  ${PROJECT_SOURCE_DIR}/app/gui/crash_report.cpp ${PROJECT_SOURCE_DIR}/app/gui/session_file.cpp
  ${PROJECT_SOURCE_DIR}/app/gui/session_keeper.h ${PROJECT_SOURCE_DIR}/app/gui/session_keeper.cpp
  ${PROJECT_SOURCE_DIR}/app/gui/application.cpp
  LINKS saferscope::ui_main_window saferscope_synthetic_index)
saferscope_fault_test(window_text_sources SOURCES test_window_text_sources.cpp LABELS quick)
saferscope_fault_test(lost_window QT SOURCES test_lost_window.cpp ${PROJECT_SOURCE_DIR}/app/gui/lost_files.cpp
  LINKS saferscope::ui_main_window saferscope_synthetic_index LABELS slow)
add_dependencies(test_fault_lost_window saferscope)
