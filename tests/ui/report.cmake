# SPDX-License-Identifier: GPL-3.0-or-later
# Reports as PDF: how they are laid out, the dialog, and the program that makes one without a window.
saferscope_test(report_columns QT SOURCES report_columns_test.cpp LINKS saferscope::ui_report Qt6::Svg LABELS quick)
saferscope_test(report_pdf QT SOURCES ../cli/safer_process.cpp report_pdf_test.cpp
  LINKS saferscope::ui_report saferscope::agreement saferscope::demo saferscope_synthetic_index LABELS slow TIMEOUT 300)
saferscope_test(report_language QT SOURCES ../cli/safer_process.cpp report_language_test.cpp
  LINKS saferscope::ui_report saferscope::agreement saferscope::demo LABELS slow TIMEOUT 300)
saferscope_test(report_dialog QT SOURCES report_dialog_test.cpp LINKS saferscope::ui_main_window saferscope_synthetic_index
  LABELS quick)
saferscope_test(report_program QT SOURCES report_program_test.cpp LINKS saferscope::workspace saferscope_synthetic_index
  LABELS slow ENVIRONMENT SAFERSCOPE_PROGRAM=$<TARGET_FILE:saferscope>)
add_dependencies(test_report_program saferscope)
