package io.firebreak.directory.tenants;

import org.springframework.data.jpa.repository.JpaRepository;

interface TenantRows extends JpaRepository<TenantRow, String> {}
