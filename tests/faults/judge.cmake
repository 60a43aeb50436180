# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers 20 and 21: keys, and servers of judges.
saferscope_fault_test(judge_server SOURCES test_judge_server.cpp LINKS saferscope_judge_fixture LABELS slow)
saferscope_fault_test(secrets SOURCES ../cli/safer_process.cpp test_secrets.cpp
  LINKS saferscope_judge_fixture saferscope_text_search saferscope::demo saferscope::workspace saferscope::data LABELS slow)
add_dependencies(test_fault_secrets safer)
if(SAFERSCOPE_GUI)
  saferscope_fault_test(secrets_window QT SOURCES test_secrets_window.cpp
    LINKS saferscope::ui_dialogs saferscope_synthetic_index saferscope_text_search PkgConfig::HTTPLIB LABELS slow)
  add_dependencies(test_fault_secrets_window safer)
endif()
